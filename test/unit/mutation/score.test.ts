import { expect, it } from 'vitest';
import { of } from '../../mutation/explanation.ts';
import type { Mutant } from '../../mutation/mutant.ts';
import { printedScores, scoreFolders, withTotal } from '../../mutation/score.ts';

const mutant = (file: string, isKilled: boolean, original = 'a'): Mutant => ({
  file: `lambda/${file}`,
  line: 1,
  place: { within: 'parse', original, occurrence: 1 },
  mutator: 'StringLiteral',
  replacement: 'b',
  isKilled,
});

const mutants = [
  mutant('watch/ladder.ts', true),
  mutant('secrets/pair.ts', true),
  mutant('secrets/pair.ts', true),
  mutant('secrets/pair.ts', false, 'explained'),
  mutant('secrets/json.ts', false),
];
const reasons = of('secrets/pair.ts', { parse: [['explained', 'b', 'of it']] });

it('a folder has the share of its mutants that were killed; one that is explained has survived all the same', () => {
  expect(withTotal(scoreFolders(mutants, reasons))).toEqual([
    { folder: 'lambda/secrets', mutants: 4, survived: 2, explained: 1, score: 50 },
    { folder: 'lambda/watch', mutants: 1, survived: 0, explained: 0, score: 100 },
    { folder: 'lambda/', mutants: 5, survived: 2, explained: 1, score: 60 },
  ]);
});

it('a score is not rounded up', () => {
  const many = Array.from({ length: 2000 }, (_, index) => mutant('watch/ladder.ts', index < 1999));
  expect(scoreFolders(many, [])[0]?.score).toBe(99.9);
});

it('scores are printed in columns', () => {
  const lines = printedScores(withTotal(scoreFolders(mutants, reasons))).split('\n');
  expect(lines[0]).toMatch(/^folder +mutants +survived +explained +score$/);
  expect(lines.at(-1)).toMatch(/^lambda\/ +5 +2 +1 +60\.0 %$/);
  expect(new Set(lines.map(({ length }) => length)).size).toBe(1);
});
