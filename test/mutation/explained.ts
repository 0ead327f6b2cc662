import { edges } from './explained/edges.ts';
import { rotation } from './explained/rotation.ts';
import { state } from './explained/state.ts';
import { watch } from './explained/watch.ts';
import type { Explanation } from './explanation.ts';
import type { Mutant } from './mutant.ts';

/** Each in a line. Whoever can kill one with a test deletes its line. */
export const explanations: readonly Explanation[] = [...rotation, ...watch, ...state, ...edges];

export const explanationOf = (mutant: Mutant, all: readonly Explanation[]): Explanation | undefined =>
  all.find(
    ({ file, original, replacement }) =>
      file === mutant.file && original === mutant.original && replacement === mutant.replacement,
  );
