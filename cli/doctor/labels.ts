import { command } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import { parseStateLabel } from '../../lambda/secrets/state-label.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { pendingVersion } from '../rotation/start-rotation.ts';
import { conditionsOf } from '../status/conditions-of.ts';
import { explainLabel, type LabelledSecret, notOurs } from '../status/explain-label.ts';
import { type Judgement, ok, together, warn } from './finding.ts';

/** AWS's limit for all labels of a secret, and how many more a rotation needs. */
const limit = 20;
const needed = 3;

/** No abandoned AWSPENDING, no unknown label, and room for the labels of a rotation. */
export const judgeLabels =
  (origin: Origin, now: Date) =>
  (views: SecretViews): Judgement => {
    const { credential, intake } = views;
    return together(
      ok(`${countOf(credential)} on the credential, ${countOf(intake)} on the intake, all of them known`),
      ...judgePending(origin, views, now),
      ...judgeUnknown(credential, 'credential'),
      ...judgeUnknown(intake, 'intake'),
      ...[credential, intake].flatMap(judgeRoom),
    );
  };

const countOf = ({ stages }: SecretView): number => Object.values(stages).flat().length;

/** AWSPENDING belongs to a rotation that is under way; otherwise it is left over. */
function judgePending(origin: Origin, views: SecretViews, now: Date): readonly Judgement[] {
  const pending = pendingVersion(views.credential);
  const isUnderWay = conditionsOf(views, now).some(({ kind }) => kind === 'rotating');
  if (pending === undefined || isUnderWay) return [];
  return [
    warn(`AWSPENDING is on ${pending.slice(0, 8)}…, left by a rotation that has ended`, {
      fix: 'clear it; then stage a pair, or rotate to the staged one',
      command: command(origin, 'unstick'),
    }),
  ];
}

function judgeUnknown({ name, stages }: SecretView, of: LabelledSecret): readonly Judgement[] {
  return Object.entries(stages).flatMap(([versionId, labels]) =>
    labels
      .filter((label) => isUnknown(label, versionId, of))
      .map((label) =>
        warn(`${explainLabel(label, of)[0]} on ${versionId.slice(0, 8)}… of the ${of} is unknown here`, {
          fix: 'have an administrator remove it, unless something else needs it',
          // A label may hold control characters, and nobody should paste those into a shell.
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

/** A state label that somebody moved to another version counts for no version. */
function isUnknown(label: string, versionId: string, of: LabelledSecret): boolean {
  const state = parseStateLabel(label);
  return explainLabel(label, of)[1] === notOurs || (state !== undefined && state.versionId !== versionId);
}

function judgeRoom(view: SecretView): readonly Judgement[] {
  const count = countOf(view);
  if (count <= limit - needed) return [];
  return [
    warn(`${view.name} has ${count} of ${limit} labels: there is no room for a rotation`, {
      fix: 'have support revoke the outstanding pairs: heading TooManyOutstanding',
    }),
  ];
}
