import { wentBackTo } from '../revocation/situation.ts';
import { currentVersion, has, type SecretView, statedVersions, stateOf } from '../secrets/secret-view.ts';
import { isUrgent, type StateLabel } from '../secrets/state-label.ts';

/**
 * The versions that were live before, the one that was live last first, and those that somebody has rolled back from
 * after all others. Those whose revocation is proved are left out: no login with them can be accepted.
 */
export function liveBefore(view: SecretView): readonly StateLabel[] {
  const since = ({ liveSince, at }: StateLabel): string => liveSince ?? at;
  const wasLeft = ({ state }: StateLabel): number => Number(state === 'rolled-back');
  return statedVersions(view)
    .filter(({ state, versionId }) => state !== 'staged' && state !== 'revoked' && !has(view, versionId, 'AWSCURRENT'))
    .toSorted((a, b) => wasLeft(a) - wasLeft(b) || since(b).localeCompare(since(a)));
}

/**
 * A rollback was cut off after AWSCURRENT had moved, and nobody has settled it yet: what it left is AWSPREVIOUS, and what
 * it went back to is not live by its label. Whoever moves AWSCURRENT back by hand leaves no such mark.
 */
export function isHalfDone(view: SecretView): boolean {
  const versionId = currentVersion(view);
  const live = versionId && stateOf(view, versionId);
  return live ? ['due', 'requested', 'rolled-back'].includes(live.state) && wentBackTo(view, live) : false;
}

/** The most pairs that one rollback tries: with the tries of each, and two for the live pair, six login requests. */
const mostTargets = 3;

/**
 * The pair that was live last, and those that a rollback goes on to when it is refused. Nobody falls back, unasked, on
 * a pair that was replaced because somebody else may know it.
 */
export const inTurn = <T>(candidates: readonly T[], labelOf: (candidate: T) => StateLabel): readonly T[] =>
  candidates.filter((one, index) => index === 0 || !isUrgent(labelOf(one).reason)).slice(0, mostTargets);
