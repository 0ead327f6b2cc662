import { emptyLabel } from '../../lambda/intake/intake.ts';
import { parseVerdictLabel } from '../../lambda/intake/verdict-label.ts';
import { dayOf } from '../../lambda/notices/wording.ts';
import { parseStateLabel, type State, type StateLabel } from '../../lambda/secrets/state-label.ts';
import { type HealthLabel, parseWatchLabel } from '../../lambda/watch/watch-label.ts';

export type LabelledSecret = 'credential' | 'intake';

/** A staging label by its short name, and what it says. */
export function explainLabel(label: string, of: LabelledSecret): readonly [name: string, says: string] {
  const state = parseStateLabel(label);
  if (state !== undefined) return [`octopus/${state.state}`, describeState(state)];
  const watched = parseWatchLabel(label);
  if (watched?.kind === 'reminder') {
    return ['octopus/reminder', `ops was reminded on ${dayOf(watched.at)} (rung ${watched.rung})`];
  }
  if (watched !== undefined) return ['octopus/health', describeHealth(watched)];
  const verdict = parseVerdictLabel(label);
  if (verdict !== undefined) return ['octopus/verdict', `${verdict.verdict} of rotation ${verdict.token}`];
  return [shown(label), plain[of][label] ?? notOurs];
}

/** Others may write labels too, and a label is printed on a terminal. */
const shown = (label: string): string => label.replaceAll(/\p{C}/gu, '\u{fffd}').slice(0, 60);

/** The explanation of a label that this project does not write. */
export const notOurs = 'not a label of this rotation';

const plain: Readonly<Record<LabelledSecret, Readonly<Record<string, string>>>> = {
  credential: {
    AWSCURRENT: 'what applications read',
    AWSPENDING: 'the pair of a rotation under way',
    AWSPREVIOUS: 'was AWSCURRENT before',
  },
  intake: {
    AWSCURRENT: 'what the next rotation reads',
    AWSPREVIOUS: 'was in the intake before',
    [emptyLabel]: 'the permanent empty version',
  },
};

const stateWords: Readonly<Record<State, string>> = {
  staged: 'accepted, to be promoted',
  live: 'live',
  due: 'being replaced',
  requested: 'support was asked to revoke it',
  'rolled-back': 'replaced by a rollback',
  revoked: 'proved to be revoked',
};

function describeState(label: StateLabel): string {
  const { state, at, liveSince, reason, chasedAt, unproven, clientUncompared } = label;
  return [
    `${stateWords[state]} ${dayOf(at)}`,
    ...(liveSince === undefined ? [] : [`first live ${dayOf(liveSince)}`]),
    ...describeSuccession(label),
    ...(reason === undefined ? [] : [`reason ${reason}`]),
    ...(chasedAt === undefined ? [] : [`asked again ${dayOf(chasedAt)}`]),
    ...(unproven === undefined ? [] : ['no login yet']),
    ...(clientUncompared === undefined ? [] : ['client id not compared']),
  ].join(', ');
}

function describeSuccession({ state, leftAt, for: successor }: StateLabel): readonly string[] {
  const when = leftAt === undefined ? [] : [`replaced ${dayOf(leftAt)}`];
  const which = successor === undefined ? [] : [`${state === 'rolled-back' ? 'back to' : 'by'} pair ${successor}`];
  return when.length + which.length === 0 ? [] : [[...when, ...which].join(' ')];
}

function describeHealth({ trouble, stuck }: HealthLabel): string {
  return [
    ...(trouble === undefined ? [] : [`${trouble.kind} since ${dayOf(trouble.since)}`]),
    ...(stuck === undefined ? [] : [`rotation ${stuck.token}… under way since ${dayOf(stuck.since)}`]),
  ].join(', ');
}
