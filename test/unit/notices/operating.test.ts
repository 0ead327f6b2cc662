import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { compose } from '../../../lambda/notices/compose.ts';
import { everyNotice, variants } from './every-notice.ts';

const operating = readFileSync(new URL('../../../docs/operating.md', import.meta.url), 'utf8');
const [, notices = ''] = /\n## Notices\n([\s\S]*?)\n## /.exec(operating) ?? [];
const sections = new Map(
  notices
    .split('\n### ')
    .slice(1)
    .map((text) => [text.slice(0, text.indexOf('\n')), text]),
);

it.each(Object.keys(everyNotice))(
  'under Notices, docs/operating.md says of %s what it means and what to do',
  (kind) => {
    expect(sections.get(kind)).toMatch(/^\w+\n\nMeans: .*\n(.*\n)*Check: .*\n(.*\n)*Do: /);
  },
);

it('it has a heading for nothing else', () => {
  expect([...sections.keys()].toSorted()).toEqual(Object.keys(everyNotice).toSorted());
});

it.each(variants)('%s sends nobody to a heading that is not there', (_, notice) => {
  const { ops } = compose(notice);
  const headings = [...(ops?.body ?? '').matchAll(/For more, see (\w+) under Notices/g)].map(([, heading]) => heading);
  const isAsked = ops !== undefined && ops.severity !== 'info';
  expect(headings).toEqual(isAsked && notice.kind !== 'PairRefused' ? [notice.kind] : []);
});
