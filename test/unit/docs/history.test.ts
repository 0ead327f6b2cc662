import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { csvOf } from '../../../cli/history/describe-history.ts';
import type { Missing } from '../../../cli/history/merge-history.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
const [, section = ''] = /^## The history of a credential\n([\s\S]*?)^## /m.exec(operating) ?? [];
const firstCells = section.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []));
const documented = firstCells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)`/g)].map(([, name]) => name));

const kinds: Readonly<Record<Missing['kind'], true>> = {
  'lines-not-kept': true,
  'no-log-group': true,
  'known-by-label': true,
  'known-by-date': true,
  'version-gone': true,
  'lines-not-readable': true,
};

it('docs/operating.md explains every column of a history, and everything that may be missing', () => {
  const [header = ''] = csvOf([]);
  const explained = documented.filter((name) => name !== 'kind' && name !== '--json' && name !== '--csv');
  expect(explained).toStrictEqual([...header.split(','), ...Object.keys(kinds)]);
});
