import { describe, expect, it } from 'vitest';
import { importsOf, readSource, sourcesOf } from '../support/imports.ts';

/** The folders of `lambda/` in the order of AGENTS.md. Each may import from those that come after it, types included. */
const order: readonly string[] = [
  'handlers',
  'functions',
  'rotation',
  'watch',
  'rollback',
  'revocation',
  'notices',
  'intake',
  'handover',
  'secrets',
  'octopus',
  'reminder',
  'runtime',
];

/** The rollback is no part of the watch, though it comes after it in the order. */
const strangers: readonly string[] = ['watch', 'rollback'];

const sources = sourcesOf('lambda');

const folderOf = (file: string): string => file.split('/')[1] ?? '';

/** What is wrong with an import, in a sentence; `undefined` when nothing is. */
function objectionTo(file: string, imported: string): string | undefined {
  const [from, to] = [folderOf(file), folderOf(imported)];
  const what = `${file} imports ${imported}`;
  if (!imported.startsWith('lambda/')) return `${what}, which is outside lambda/.`;
  if (from === to) return undefined;
  if (to === 'handlers') return `${what}, and nothing may import a handler.`;
  if (strangers.includes(from) && strangers.includes(to)) return `${what}, and ${from}/ may not import from ${to}/.`;
  return order.indexOf(to) > order.indexOf(from) ? undefined : `${what}, but ${to}/ is above ${from}/.`;
}

const objectionsTo = (file: string, text: string): readonly string[] =>
  importsOf(file, text)
    .map((imported) => objectionTo(file, imported))
    .filter((objection) => objection !== undefined);

describe('the folders of lambda/', () => {
  it('each have a place in the order', () => {
    expect([...new Set(sources.map(folderOf))].toSorted()).toEqual(order.toSorted());
  });

  it('import from those below them alone', () => {
    expect(sources.flatMap((file) => importsOf(file, readSource(file))).length).toBeGreaterThan(sources.length);
    expect(sources.flatMap((file) => objectionsTo(file, readSource(file)))).toEqual([]);
  });

  it('are in AGENTS.md in this order', () => {
    const [, said = ''] = /^lambda:\s+(handlers\b[\s\S]*?runtime)$/m.exec(readSource('AGENTS.md')) ?? [];
    expect(said.split(/\s*->\s*/)).toEqual(order);
  });
});

describe('an import', () => {
  it.each([
    [
      'of a type from above',
      'lambda/secrets/pair.ts',
      "import type { Notice } from '../notices/notice.ts';",
      'lambda/secrets/pair.ts imports lambda/notices/notice.ts, but notices/ is above secrets/.',
    ],
    [
      'over several lines',
      'lambda/runtime/clock.ts',
      "import {\n  a,\n  type B,\n} from '../secrets/pair.ts';",
      'lambda/runtime/clock.ts imports lambda/secrets/pair.ts, but secrets/ is above runtime/.',
    ],
    [
      'of a type where it is used',
      'lambda/intake/intake.ts',
      "type A = import('../rotation/plan.ts').Plan;",
      'lambda/intake/intake.ts imports lambda/rotation/plan.ts, but rotation/ is above intake/.',
    ],
    [
      'that exports again',
      'lambda/octopus/client.ts',
      "export { Pair } from '../secrets/pair.ts';",
      'lambda/octopus/client.ts imports lambda/secrets/pair.ts, but secrets/ is above octopus/.',
    ],
    [
      'for its effect',
      'lambda/functions/watch.ts',
      "import '../handlers/watch.ts';",
      'lambda/functions/watch.ts imports lambda/handlers/watch.ts, and nothing may import a handler.',
    ],
    [
      'of the rollback by the watch',
      'lambda/watch/run-watch.ts',
      "import { goBack } from '../rollback/go-back.ts';",
      'lambda/watch/run-watch.ts imports lambda/rollback/go-back.ts, and watch/ may not import from rollback/.',
    ],
    [
      'from outside',
      'lambda/runtime/clock.ts',
      "import { createMovableClock } from '../../local/clock.ts';",
      'lambda/runtime/clock.ts imports local/clock.ts, which is outside lambda/.',
    ],
  ])('%s is named', (_, file, text, objection) => {
    expect(objectionsTo(file, text)).toEqual([objection]);
  });

  it('from the same folder, or from below, is right', () => {
    expect(
      objectionsTo('lambda/rotation/judge.ts', "import { a } from './plan.ts';\nimport '../watch/memory.ts';"),
    ).toEqual([]);
  });
});
