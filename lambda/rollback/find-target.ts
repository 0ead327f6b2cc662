import { has, type SecretView, statedVersions } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

/**
 * The versions that were live before, the one that was live last first. Those whose revocation is proved are left out:
 * no login with them can be accepted.
 */
export function liveBefore(view: SecretView): readonly StateLabel[] {
  const since = ({ liveSince, at }: StateLabel): string => liveSince ?? at;
  return statedVersions(view)
    .filter(({ state, versionId }) => state !== 'staged' && state !== 'revoked' && !has(view, versionId, 'AWSCURRENT'))
    .toSorted((a, b) => since(b).localeCompare(since(a)));
}
