import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolve } from '../../local/stack/intrinsics.ts';
import { egress, resourcesOf, type Statement, statementsIn, templateOf } from './template-of.ts';

const security = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

/** A stack with all options, so that it has every possible statement. */
const template = templateOf('production', {
  encryption: 'customer-key',
  egress: egress.fixed,
  credentials: [{ name: 'api', readers: ['arn:aws:iam::111122223333:role/apps/shop'] }],
});

const withoutHash = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');
const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': '<account>',
  'AWS::Partition': 'aws',
  'AWS::Region': '<region>',
  'AWS::URLSuffix': 'amazonaws.com',
};
const ref = (id: string): string => pseudo[id] ?? withoutHash(id);

const listed = (texts: readonly string[]): string => texts.map((text) => `\`${text}\``).join(', ');

const short = (text: unknown): string =>
  String(text)
    .replace(/^arn:aws:\w+:<region>:<account>:/, '')
    .replaceAll('production', '<environment>')
    .replaceAll('Production', '<Environment>');

/** The statements of every resource that has any, in the form of docs/security.md. */
const policies = new Map(
  Object.entries(resourcesOf(template))
    .map(
      ([id, { Properties }]) => [withoutHash(id), statementsIn(resolve(Properties, { ref, attribute: ref }))] as const,
    )
    .filter(([, statements]) => statements.length > 0)
    .map(([id, statements]) => [id, statements.map(rowOf)] as const),
);

/** All cells of a row except the last, which gives the reason and does not follow from the template. */
function rowOf({ Effect, Principal, Action, Resource = [], Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => `${operator} ${key} = ${[wanted].flat().map(short).join(' or ')}`),
  );
  const whom = [Principal ?? []].flat().flatMap((named) => Object.values(Object(named)).flat());
  const cells = [
    [Effect.toLowerCase(), listed(whom.map(short))].filter(Boolean).join(' '),
    listed([Action].flat()),
    listed([Resource].flat().map(short)),
    listed(conditions),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The rows of a section, each in two parts: the statement and the reason. */
function rowsOf(id: string): readonly { readonly row: string; readonly why: string }[] {
  const [, section = ''] = security.split(new RegExp(`^### .*: \`${id}\`$`, 'm'));
  const [text = ''] = section.split(/^##/m);
  return [...text.matchAll(/^(\| (?:allow|deny).*\|) ([^|]*?) *\|$/gm)].map(([, row = '', why = '']) => ({ row, why }));
}

describe('docs/security.md', () => {
  it('has a section for every policy of the stack, and no other', () => {
    const sections = [...security.matchAll(/^### .*: `(\w+)`$/gm)].map(([, id]) => id);
    expect(sections.toSorted()).toEqual([...policies.keys()].toSorted());
  });

  it.each([...policies])('says what %s allows and denies, statement by statement', (id, rows) => {
    const found = rowsOf(id);
    const whyOf = (row: string) => found.find((one) => one.row === row)?.why ?? '';
    const paste = rows.map((row) => `${row} ${whyOf(row)} |`).join('\n');
    expect(
      found.map(({ row }) => row),
      `the rows of ${id} are these; the last cell says why:\n${paste}\n`,
    ).toEqual(rows);
  });

  it.each([...policies.keys()])('gives the reason for every * of %s', (id) => {
    expect(rowsOf(id).filter(({ row, why }) => row.includes('*') && why === '')).toEqual([]);
  });
});
