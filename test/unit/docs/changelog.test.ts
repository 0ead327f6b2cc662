import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const { version } = JSON.parse(read('package.json'));
const sections = read('CHANGELOG.md').split(/^## /m).slice(1);

it('CHANGELOG.md begins with the version of package.json, and says what changes for whom', () => {
  const [newest = ''] = sections;
  expect(newest.split('\n')[0]).toBe(version);
  for (const reader of ['Operators', 'Deployment', 'Applications'])
    expect(newest).toMatch(new RegExp(`^\\*\\*${reader}\\*\\*\n\n- `, 'm'));
});

it('CHANGELOG.md has one heading for a version', () => {
  const versions = sections.map((section) => section.split('\n')[0]);
  expect(versions.length).toBeGreaterThan(0);
  expect(new Set(versions).size).toBe(versions.length);
});

it('package-lock.json has the version of package.json', () => {
  const lock = JSON.parse(read('package-lock.json'));
  expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
});
