import { has, type SecretView, statedVersions } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

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
