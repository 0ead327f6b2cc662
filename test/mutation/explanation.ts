import type { Mutant, Place } from './mutant.ts';

/** Why a mutant may survive: no test can distinguish it from the source, or the difference does not matter. */
export interface Explanation extends Pick<Place, 'within' | 'original'> {
  readonly file: string;
  /** Left out if the declaration contains the original once. */
  readonly occurrence: number | undefined;
  readonly replacement: string;
  readonly because: string;
}

/** What Stryker puts in place of an empty text, and of an empty list. */
export const filler = '"Stryker was here!"';
export const fillers = '["Stryker was here"]';

type Row = readonly [original: string, replacement: string, because: string, occurrence?: number];

/** Explains mutants of a file below `lambda/`, by the top-level declaration that they are in. */
export const of = (file: string, rows: Readonly<Record<string, readonly Row[]>>): readonly Explanation[] =>
  Object.entries(rows).flatMap(([within, list]) =>
    list.map(([original, replacement, because, occurrence]) => ({
      file: `lambda/${file}`,
      within,
      original,
      occurrence,
      replacement,
      because,
    })),
  );

export const explains = (explanation: Explanation, { file, place, replacement }: Mutant): boolean =>
  explanation.file === file &&
  explanation.within === place.within &&
  explanation.original === place.original &&
  (explanation.occurrence ?? 1) === place.occurrence &&
  explanation.replacement === replacement;
