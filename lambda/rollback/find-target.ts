import { type Case, type LabelledCase, liveCase } from '../secrets/cases.ts';
import { isUrgent, type StateLabel } from '../secrets/state-label.ts';

/**
 * The pairs that were live before: the one that was live last comes first, and those that somebody has rolled back from
 * come after all others. Pairs whose revocation is proved are left out: no login with them can be accepted.
 */
export function liveBefore(cases: readonly Case[]): readonly LabelledCase[] {
  const since = ({ liveSince, at }: StateLabel): string => liveSince ?? at;
  const wasLeft = ({ state }: StateLabel): number => Number(state === 'rolled-back');
  return cases
    .filter((one): one is LabelledCase => one.label !== undefined && !one.isLive)
    .filter(({ label: { state } }) => state !== 'staged' && state !== 'revoked')
    .toSorted((a, b) => wasLeft(a.label) - wasLeft(b.label) || since(b.label).localeCompare(since(a.label)));
}

/**
 * A rollback was cut off after AWSCURRENT had moved, and nobody has reconciled since: a pair was rolled back from for the
 * live one, which is not `live` by its label. Whoever moves AWSCURRENT back outside a rollback leaves no such label.
 */
export function isHalfDone(cases: readonly Case[]): boolean {
  const live = liveCase(cases);
  if (live?.label === undefined || !['due', 'requested', 'rolled-back'].includes(live.label.state)) return false;
  const { at } = live.label;
  // A rollback from the live pair that was cut off before its move has left a younger label on the live pair.
  return cases.some(
    ({ label }) =>
      label?.state === 'rolled-back' && label.for === live.pair && label.at >= at && label.pair !== live.pair,
  );
}

/** The most pairs that one rollback tries: with the tries of each, and two for the live pair, six login requests. */
const mostTargets = 3;

/**
 * The pair that was live last, and those that a rollback tries if that one is refused. A pair that was replaced because
 * somebody else may know it is tried only if it comes first: then the operator was asked to confirm that pair.
 */
export const inTurn = <T extends { readonly label: StateLabel }>(candidates: readonly T[]): readonly T[] =>
  candidates.filter(({ label }, index) => index === 0 || !isUrgent(label.reason)).slice(0, mostTargets);
