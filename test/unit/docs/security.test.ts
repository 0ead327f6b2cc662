import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('../../../', import.meta.url);
const security = readFileSync(new URL('docs/security.md', root), 'utf8');

/** The tests that are named: a file in code, and after a colon the names as the file writes them. */
const named = [...security.matchAll(/`(test\/[\w/.-]+)`:((?:\s*"[^"]+",?)+)/g)].flatMap(([, file = '', names = '']) =>
  [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => [file, name.replaceAll(/\s+/g, ' ')] as const),
);

it.each(named)('docs/security.md names a test that is there: %s, %s', (file, name) => {
  const path = new URL(file, root);
  expect(existsSync(path) ? readFileSync(path, 'utf8') : 'no such file').toContain(name);
});

it('docs/security.md names a test for every threat', () => {
  const [, threats = ''] = security.split(/^## (?=Threats|What is not prevented)/m);
  const sections = threats.split(/^### /m).slice(1);
  expect(sections.length).toBeGreaterThan(10);
  expect(sections.filter((text) => !/`test\/.*`: "/.test(text)).map((text) => text.split('\n')[0])).toEqual([]);
});
