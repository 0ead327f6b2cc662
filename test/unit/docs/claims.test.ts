import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { claims } from '../../../evidence/claims.ts';

const read = (path: string): string => {
  const url = new URL(`../../../${path}`, import.meta.url);
  return existsSync(url) ? readFileSync(url, 'utf8') : '';
};
const readme = read('README.md').replaceAll(/\s+/g, ' ');

it.each(claims)('README.md says: $says', ({ says, tests }) => {
  expect(readme).toContain(says);
  expect(tests.length).toBeGreaterThan(0);
});

it.each(claims.flatMap(({ tests }) => tests))(
  'evidence names a test that is there: $file, $names',
  ({ file, names }) => {
    const source = read(file);
    expect(source).not.toBe('');
    for (const name of names ?? []) expect(source).toContain(name);
  },
);
