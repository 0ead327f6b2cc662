import { globSync } from 'node:fs';
import { expect, it } from 'vitest';
import config from '../../vitest.config.ts';

/** The patterns of each project, by its name. */
const included = new Map(
  (config.test?.projects ?? []).flatMap((project) => {
    const test = typeof project === 'object' && 'test' in project ? project.test : undefined;
    return [[String(test?.name), test?.include ?? []] as const];
  }),
);
const testFiles = globSync('test/**/*.test.ts');

it('every test file belongs to one project, so that it runs', () => {
  const runs = [...included.values()].flat().flatMap((pattern) => globSync(pattern));
  expect(testFiles.length).toBeGreaterThan(100);
  expect(runs.toSorted()).toEqual(testFiles.toSorted());
});

it.each([...included])('the project %s has tests', (_, patterns) => {
  expect(patterns.flatMap((pattern) => globSync(pattern))).not.toEqual([]);
});
