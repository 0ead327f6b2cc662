import { command } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import { parseStateLabel } from '../../lambda/secrets/state-label.ts';
import { conditionsOf } from '../conditions-of.ts';
import { explainLabel, type LabelledSecret, notOurs } from '../explain-label.ts';
import type { Look } from '../progress.ts';
import { pendingVersion } from '../start-rotation.ts';
import { type Judgement, ok, together, warn } from './finding.ts';

/** AWS's limit for all labels of a secret, and what a rotation needs beside those that are there. */
const limit = 20;
const needed = 3;

/** Nothing stray, nothing unknown, and room for a rotation. */
export const judgeLabels =
  (origin: Origin, now: Date) =>
  (look: Look): Judgement => {
    const { credential, intake } = look;
    return together(
      ok(`${countOf(credential)} on the credential, ${countOf(intake)} on the intake, all of them known`),
      ...judgePending(origin, look, now),
      ...judgeUnknown(credential, 'credential'),
      ...judgeUnknown(intake, 'intake'),
      ...[credential, intake].flatMap(judgeRoom),
    );
  };

const countOf = ({ stages }: SecretView): number => Object.values(stages).flat().length;

/** AWSPENDING belongs to a rotation that goes on, and to no other. */
function judgePending(origin: Origin, look: Look, now: Date): readonly Judgement[] {
  const pending = pendingVersion(look.credential);
  const goesOn = conditionsOf(look, now).some(({ kind }) => kind === 'rotating');
  if (pending === undefined || goesOn) return [];
  return [
    warn(`AWSPENDING is on ${pending.slice(0, 8)}…, whose rotation does not go on`, {
      fix: 'clear it; then stage, or rotate to what is staged',
      command: command(origin, 'unstick'),
    }),
  ];
}

function judgeUnknown({ name, stages }: SecretView, of: LabelledSecret): readonly Judgement[] {
  return Object.entries(stages).flatMap(([versionId, labels]) =>
    labels
      .filter((label) => isUnknown(label, versionId, of))
      .map((label) =>
        warn(`${explainLabel(label, of)[0]} on ${versionId.slice(0, 8)}… of the ${of} says nothing here`, {
          fix: 'have an administrator take it off, unless something of yours needs it',
          // What moves the cursor is for nobody to paste.
          ...(!/\p{C}/u.test(label) && {
            command:
              `aws secretsmanager update-secret-version-stage --secret-id ${name} ` +
              `--version-stage ${shellQuoted(label)} --remove-from-version-id ${versionId}`,
          }),
        }),
      ),
  );
}

/** Whoever puts a label decides what is in it, and somebody pastes this into a shell. */
const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A state that somebody moved to another version counts nowhere. */
function isUnknown(label: string, versionId: string, of: LabelledSecret): boolean {
  const state = parseStateLabel(label);
  return explainLabel(label, of)[1] === notOurs || (state !== undefined && state.versionId !== versionId);
}

function judgeRoom(view: SecretView): readonly Judgement[] {
  const count = countOf(view);
  if (count <= limit - needed) return [];
  return [
    warn(`${view.name} has ${count} of ${limit} labels: there is no room for a rotation`, {
      fix: 'have support revoke what they were asked for: heading TooManyOutstanding',
    }),
  ];
}
