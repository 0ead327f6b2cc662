import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importsOf, sourcesOf } from '../../support/imports.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const page = read('docs/applications.md');

/** The lines of a text without their indentation, which differs where code is inside a class. */
const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

it('docs/applications.md shows the code of examples/ecs-restart.ts, whose template is tested', () => {
  const [, section = ''] = /^## ECS\n([\s\S]*?)^## /m.exec(page) ?? [];
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(section) ?? [];
  expect(code).toContain('Secret Label Updated');
  expect(linesOf(read('examples/ecs-restart.ts'))).toContain(linesOf(code));
});

it('docs/applications.md links to examples that are there, one for each language', () => {
  const linked = [...page.matchAll(/\]\(\.\.\/(examples\/[^)]+)\)/g)].map(([, path = '']) => path);
  expect(linked).toEqual(expect.arrayContaining(['typescript', 'python', 'go'].map((name) => `examples/${name}`)));
  expect(linked.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
});

it('an example can be copied: it imports nothing of this project, and nothing but tests imports it', () => {
  const importsIn = (folder: string) => sourcesOf(folder).flatMap((file) => importsOf(file, read(file)));
  expect(sourcesOf('examples').length).toBeGreaterThan(1);
  expect(importsIn('examples')).toEqual([]);
  const all = ['bin', 'cli', 'lib', 'local', 'lambda'].flatMap(importsIn);
  expect(all.filter((path) => path.startsWith('examples/'))).toEqual([]);
});
