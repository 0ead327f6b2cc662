import type { World } from '../../../local/world.ts';
import type { History } from '../history.ts';

/** One of the promises of the design (its section 12) does not hold. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
  readonly invariant: number;

  constructor(invariant: number, what: string) {
    super(`invariant ${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

/** Holds a promise against what was seen; fails with `InvariantBroken`. */
export type Invariant = (world: World, history: History) => void;
