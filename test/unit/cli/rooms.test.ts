import { expect, it } from 'vitest';
import { importsOf, readSource, sourcesOf } from '../../support/imports.ts';

/** A room imports from those below it alone, types included. Rooms in one row know nothing of each other. */
const rows = [
  ['main.ts'],
  ['commands'],
  ['doctor', 'staging'],
  ['status', 'history', 'watch', 'rollback'],
  ['handover'],
  ['rotation'],
  ['aws'],
  ['world'],
  ['command-line'],
  ['terminal'],
];

const sources = sourcesOf('cli');
const roomOf = (file: string): string => file.split('/')[1] ?? file;
const rowOf = (file: string): number => rows.findIndex((rooms) => rooms.includes(roomOf(file)));

it('every file of cli/ is in a folder', () => {
  expect([...new Set(sources.map(roomOf))].toSorted()).toStrictEqual(rows.flat().toSorted());
});

it('every folder of cli/ imports only from the folders below it', () => {
  const between = sources
    .flatMap((from) => importsOf(from, readSource(from)).map((to) => ({ from, to })))
    .filter(({ from, to }) => to.startsWith('cli/') && roomOf(from) !== roomOf(to));
  expect(between.length).toBeGreaterThan(50);
  const upwards = between.filter(({ from, to }) => rowOf(to) <= rowOf(from));
  expect(upwards.map(({ from, to }) => `${from} imports ${to}`)).toStrictEqual([]);
});
