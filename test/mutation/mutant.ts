/** A change of one place of a source, and its result. */
export interface Mutant {
  /** From the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly place: Place;
  readonly mutator: string;
  /** The text that replaces the original. */
  readonly replacement: string;
  /** False if all tests passed, or none ran the code. */
  readonly isKilled: boolean;
}

/** A place in a source that stays the same when other parts of the file change. */
export interface Place {
  /** The top-level declaration that contains it. */
  readonly within: string;
  /** The text that is there, on one line. */
  readonly original: string;
  /** Which occurrence of the text in the declaration it is, counted from 1. */
  readonly occurrence: number;
}
