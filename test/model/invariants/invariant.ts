import type { Rehearsal, Sight } from '../rehearsal.ts';

/** What has to hold after everything that happens. Each is given what was seen before it, and what is seen now. */
export interface Step {
  readonly rehearsal: Rehearsal;
  readonly before: Sight;
  readonly now: Sight;
  /** Whether a person moved AWSCURRENT: what the functions promise is not promised of that. */
  readonly movedByHand: boolean;
  /** Whether two things happened at once. */
  readonly isConcurrent: boolean;
}

export type Invariant = (step: Step) => void;

/** Thrown when a promise is broken; names the invariant. */
export class Broken extends Error {
  override readonly name = 'Broken';
}

export function holds(invariant: number, statement: string, is: boolean): void {
  if (!is) throw new Broken(`invariant ${invariant}: ${statement}`);
}

/** The end of the key that a version holds. */
export const keyAt = ({ keys }: Rehearsal, versionId: string | undefined) =>
  versionId === undefined ? undefined : keys.get(versionId);
