import { type SecretView, stateLabels } from '../../lambda/secrets/secret-view.ts';
import type { State, StateLabel } from '../../lambda/secrets/state-label.ts';
import { parseWatchLabel } from '../../lambda/watch/watch-label.ts';
import type { DatedVersion } from '../aws/dated-secret.ts';
import type { HistoryEntry } from './history-entry.ts';

/** A transition that is known from a label or from the date of a version. */
export interface Fact extends Pick<HistoryEntry, 'at' | 'what' | 'why'> {
  readonly versionId: string;
  /** The fingerprint of the pair, where a label names it. */
  readonly pair: string | undefined;
  readonly knownBy: 'label' | 'date';
  /** The words that the log may have for the same transition. */
  readonly words: readonly string[];
  /** The pair was live in an older version before: the log names that version. */
  readonly ofEarlierVersion?: true;
}

type Unnamed = Omit<Fact, 'pair'>;

/** A label has whole seconds and is made before its line is written; clocks differ a little. */
export const slackMs = 60_000;

const words: Readonly<Record<State, readonly string[]>> = {
  staged: ['staged'],
  live: ['live', 'promoted', 'withdrawn'],
  due: ['due'],
  requested: ['requested'],
  'rolled-back': ['rolled-back'],
  revoked: ['proved'],
};

/** Every transition that is known from labels and dates of the versions that AWS still has. */
export function factsOf({ stages }: Pick<SecretView, 'stages'>, versions: readonly DatedVersion[]): readonly Fact[] {
  return versions.flatMap(({ versionId, madeAt }) => {
    const labels = labelsOf(stages, versionId);
    const facts = [
      { at: madeAt, what: 'made', versionId, why: null, knownBy: 'date', words: ['staged', 'refused'] } as const,
      ...labels.flatMap((label) => factsOfState(label, madeAt)),
      ...(stages[versionId] ?? []).flatMap((text) => factsOfReminder(text, versionId)),
    ];
    // The value of a version never changes, so each of its labels names the one pair.
    return facts.map((fact) => ({ ...fact, pair: labels[0]?.pair }));
  });
}

const labelsOf = (stages: SecretView['stages'], versionId: string): readonly StateLabel[] =>
  stateLabels({ arn: '', name: '', rotationEnabled: false, stages }, versionId).map(({ label }) => label);

function factsOfState(label: StateLabel, madeAt: string): readonly Unnamed[] {
  const { state, versionId, at, liveSince, reason = null, chasedAt } = label;
  const known = { versionId, knownBy: 'label' } as const;
  const [what = state] = words[state];
  const isPromotion = state === 'live' && liveSince !== undefined && near(at, liveSince);
  return [
    ...(liveSince === undefined ? [] : [promotionOf(versionId, liveSince, madeAt)]),
    ...(isPromotion ? [] : [{ ...known, at: inFull(at), what, why: reason, words: words[state] }]),
    ...(chasedAt === undefined
      ? []
      : [{ ...known, at: inFull(chasedAt), what: 'chased', why: null, words: ['chased'] }]),
  ];
}

/** A pair that is copied into a second version keeps the date of its first promotion. */
function promotionOf(versionId: string, liveSince: string, madeAt: string): Unnamed {
  const isEarlier = Date.parse(liveSince) < Date.parse(madeAt) - slackMs;
  return {
    at: inFull(liveSince),
    what: 'promoted',
    versionId,
    why: isEarlier ? 'in an earlier version' : null,
    knownBy: 'label',
    words: ['promoted', 'live'],
    ...(isEarlier && { ofEarlierVersion: true }),
  };
}

function factsOfReminder(text: string, versionId: string): readonly Unnamed[] {
  const label = parseWatchLabel(text);
  if (label?.kind !== 'reminder' || label.versionId !== versionId) return [];
  const { at, rung } = label;
  return [{ at: inFull(at), what: 'reminded', versionId, why: rung, knownBy: 'label', words: ['reminded'] }];
}

const near = (one: string, other: string): boolean => Math.abs(Date.parse(one) - Date.parse(other)) <= slackMs;

/** As the log writes an instant, so that both sort as texts. */
const inFull = (instant: string): string => new Date(instant).toISOString();
