import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claims } from '../../../evidence/claims.ts';

const read = (path: string): string => {
  const url = new URL(`../../../${path}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : '';
};
const readme = read('README.md').replaceAll(/\s+/g, ' ');

/** Whether a test, a group or a row of a table in this source has a name that begins like this. */
const hasTestNamed = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}`));

it.each(claims)('README.md says: $says', ({ says, tests }) => {
  expect(readme).toContain(says);
  expect(tests.length).toBeGreaterThan(0);
});

it.each(claims.flatMap(({ tests }) => tests))(
  'evidence names a test that is there: $file, $names',
  ({ file, names }) => {
    const source = read(file);
    expect(source).toMatch(/\bit(\.\w+)*[(<]/);
    for (const name of names ?? []) expect([name, hasTestNamed(source, name)]).toEqual([name, true]);
  },
);

describe('a name', () => {
  const source = "// moved away\nit('takes two logins', () => {});\nit.each([['a leak', 1]])('%s', () => {});\n";
  it.each([
    ['takes two', true],
    ['a leak', true],
    ['two logins', false],
    ['moved away', false],
  ])('"%s" begins one of a test: %s', (name, expected) => {
    expect(hasTestNamed(source, name)).toBe(expected);
  });
});
