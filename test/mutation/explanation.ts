/** Why a mutant may survive: no test can tell it from the source, or the difference is none that matters. */
export interface Explanation {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly because: string;
}

/** What Stryker puts in place of an empty text, and of an empty list. */
export const filler = '"Stryker was here!"';
export const fillers = '["Stryker was here"]';

/** Of one file below `lambda/`. */
export const of = (
  file: string,
  ...rows: readonly (readonly [original: string, replacement: string, because: string])[]
): readonly Explanation[] =>
  rows.map(([original, replacement, because]) => ({ file: `lambda/${file}`, original, replacement, because }));
