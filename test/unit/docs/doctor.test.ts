import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checks } from '../../../cli/doctor/finding.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
const [, section = ''] = operating.split(/^## What doctor looks at$/m);
const [text = ''] = section.split(/^## /m);
const rows = [...text.matchAll(/^\| `([\w-]+)` +\| (\S.*?) +\| (\S.*?) +\|$/gm)].map(([, check]) => check);

it('docs/operating.md tells of every check of doctor when it is well and what to do else, and of no other', () => {
  expect(rows).toEqual([...checks.environment, ...checks.credential]);
});
