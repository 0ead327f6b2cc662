/** A change of one place of a source, and what became of it. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  /** The text that was there, and the one in its place. */
  readonly original: string;
  readonly replacement: string;
  /** False where all tests stayed green, or none came by. */
  readonly isKilled: boolean;
}
