import type { Behind } from '../handover/behind.ts';
import type { HandoverSettings } from '../handover/hold.ts';
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
  readonly handover: HandoverSettings;
  /** Pairs that are live in another credential of the environment: its name by the pair's fingerprint. */
  readonly liveElsewhere: Readonly<Record<string, string>>;
  /** Who is behind, by the fingerprint of the `due` pair; left out where nobody has looked it up. */
  readonly behind: Readonly<Record<string, Behind>>;
  /** UTC, to the second. */
  readonly now: string;
}

export const snapshotOf = (view: SecretView, seen: Omit<Snapshot, 'pending' | 'live'>): Snapshot => ({
  ...seen,
  pending: pendingLabels(view),
  live: liveCase(seen.cases),
});
