import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { explanations } from '../../mutation/explained.ts';
import { type Explanation, explains, of } from '../../mutation/explanation.ts';
import type { Mutant } from '../../mutation/mutant.ts';
import { countOccurrences } from '../../mutation/places.ts';

const sourceOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

/** What is wrong with the place that an explanation names, if anything. */
function flawOf(explanation: Explanation, source: string): string | undefined {
  const { file, within, original, occurrence } = explanation;
  const count = countOccurrences(source, explanation);
  if (occurrence === undefined ? count === 1 : count > 1 && occurrence >= 1 && occurrence <= count) return undefined;
  return `${file}, ${within}: ${original} occurs ${count} times; the explanation names ${occurrence ?? 'the only one'}`;
}

it.each(explanations)('an explanation names exactly one place: $file, $within, $original -> $replacement', (each) => {
  expect(flawOf(each, sourceOf(each.file))).toBeUndefined();
});

it('no place is explained twice', () => {
  const places = explanations.map(({ because, ...place }) => JSON.stringify(place));
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
});

const source = `
export function parse(text: string): string {
  return text === '' ? '' : text.trim();
}

const parts = (text: string): readonly string[] => text.split('');
`;

it.each<[flaw: string, place: [within: string, original: string, occurrence?: number], expected: RegExp]>([
  ['a text that is not there', ['parse', 'text.trimEnd()'], /occurs 0 times/],
  ['a declaration that is not there', ['format', 'text.trim()'], /occurs 0 times/],
  ['a text of another declaration', ['parts', 'text.trim()'], /occurs 0 times/],
  ['several places', ['parse', "''"], /occurs 2 times; the explanation names the only one/],
  ['an occurrence too many', ['parse', "''", 3], /occurs 2 times; the explanation names 3/],
  ['a number where there is one place', ['parts', "''", 1], /occurs 1 times; the explanation names 1/],
])('an explanation that names %s is refused', (_, [within, original, occurrence], expected) => {
  const [explanation] = of('secrets/json.ts', { [within]: [[original, '""', 'of it', occurrence]] });
  expect(explanation && flawOf(explanation, source)).toMatch(expected);
});

const mutant: Mutant = {
  file: 'lambda/secrets/json.ts',
  line: 3,
  place: { within: 'parse', original: "''", occurrence: 2 },
  mutator: 'StringLiteral',
  replacement: 'filler',
  isKilled: false,
};
const [explanation] = of('secrets/json.ts', { parse: [["''", 'filler', 'of it', 2]] });

it.each<[string, Partial<Mutant>, boolean]>([
  ['its own place', {}, true],
  ['another occurrence', { place: { ...mutant.place, occurrence: 1 } }, false],
  ['another declaration', { place: { ...mutant.place, within: 'parts' } }, false],
  ['another text', { place: { ...mutant.place, original: "'a'" } }, false],
  ['another replacement', { replacement: 'other' }, false],
  ['another file', { file: 'lambda/secrets/pair.ts' }, false],
])('of mutants at %s: %j, an explanation explains one: %s', (_, changed, expected) => {
  expect(explanation && explains(explanation, { ...mutant, ...changed })).toBe(expected);
});
