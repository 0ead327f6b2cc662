import { type Case, liveCase, pendingLabels } from '../secrets/cases.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

/** Everything that a decision depends on, at one moment. */
export interface Snapshot {
  readonly cases: readonly Case[];
  /** The labels of rotations that are under way: staged, and AWSPENDING. */
  readonly pending: readonly StateLabel[];
  /** The case of AWSCURRENT; `undefined` while its value is no pair. */
  readonly live: Case | undefined;
  /** Whether the live pair has just logged in: support is asked for nothing before it has. */
  readonly liveIsProven: boolean;
  /** UTC, to the second. */
  readonly now: string;
}

export const snapshotOf = (view: SecretView, seen: Pick<Snapshot, 'cases' | 'liveIsProven' | 'now'>): Snapshot => ({
  ...seen,
  pending: pendingLabels(view),
  live: liveCase(seen.cases),
});
