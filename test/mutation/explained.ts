import type { Mutant } from './score.ts';

/** Why a mutant may survive: no test can tell it from the source, or the difference is none that matters. */
export interface Explanation {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly because: string;
}

export const explanations: readonly Explanation[] = [];

export const explanationOf = (mutant: Mutant, all: readonly Explanation[]): Explanation | undefined =>
  all.find(
    ({ file, original, replacement }) =>
      file === mutant.file && original === mutant.original && replacement === mutant.replacement,
  );
