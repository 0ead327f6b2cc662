import type { StateLabel } from '../secrets/state-label.ts';
import type { Situation } from './situation.ts';

/** One thing that is open, and the state in which the version is afterwards (`undefined`: none of ours). */
export interface Repair {
  readonly kind: 'relabel' | 'withdraw' | 'request' | 'announce';
  readonly versionId: string;
  readonly to: StateLabel | undefined;
}

/** Finds one kind of thing that is open. */
export type Rule = (situation: Situation) => Repair | undefined;
