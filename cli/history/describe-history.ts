import { countDays, dayOf, list } from '../../lambda/notices/wording.ts';
import { logRetentionDays } from '../aws/function-logs.ts';
import { columns } from '../terminal/columns.ts';
import { csvRow } from './csv.ts';
import type { HistoryEntry } from './history-entry.ts';
import type { Missing } from './merge-history.ts';

/** A row for each transition, at 80 columns. */
export function describeEntries(entries: readonly HistoryEntry[]): readonly string[] {
  if (entries.length === 0) return ['Nothing is known about this credential.'];
  return [row('when (UTC)', 'what', 'pair', 'version', 'why').join('  '), ...entries.flatMap(describeEntry)];
}

function describeEntry(entry: HistoryEntry): readonly string[] {
  const { at, what, versionId, maskedKey, fingerprint } = entry;
  const when = at.slice(0, 19).replace('T', ' ');
  const pair = fingerprint === null ? '-' : [maskedKey, fingerprint].filter((part) => part !== null).join(' ');
  const why = whyOf(entry);
  const cells = row(when, what, pair, versionId.slice(0, 8), why);
  const line = cells.join('  ').trimEnd();
  return line.length <= columns ? [line] : [cells.slice(0, -1).join('  ').trimEnd(), `    ${why}`];
}

const row = (when: string, what: string, pair: string, version: string, why: string): readonly string[] => [
  when.padEnd(19),
  what.padEnd(11),
  pair.padEnd(18),
  version.padEnd(8),
  why,
];

function whyOf({ why, knownBy, times }: HistoryEntry): string {
  const source = knownBy === 'log' ? [] : [`(${knownBy})`];
  return [...(why === null ? [] : [why]), ...(times > 1 ? [`×${times}`] : []), ...source].join(' ');
}

/** What is not known any more, and why, in one sentence. */
export function describeMissing(missing: Missing): string {
  switch (missing.kind) {
    case 'lines-not-kept':
      return (
        `Log lines are kept for ${countDays(logRetentionDays)}: of what happened before ${dayOf(missing.before)} ` +
        'only labels and dates of versions are left, and a label holds only the last state.'
      );
    case 'no-log-group':
      return `The function ${missing.function} has no log group: what it did is known from labels alone.`;
    case 'known-by-label':
      return `${count(missing.count, 'transition')} marked (label): known from a label on the version, and not from the log.`;
    case 'known-by-date':
      return (
        `Only the date is known of ${count(missing.versionIds.length, 'version')}: ${short(missing.versionIds)}. ` +
        'A deployment, a refused rotation, or a value written manually makes such versions.'
      );
    case 'version-gone':
      return `AWS has deleted ${count(missing.versionIds.length, 'version')} that the log names: ${short(missing.versionIds)}.`;
    case 'lines-not-readable':
      return `${count(missing.count, 'line')} of the log could not be read.`;
  }
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const short = (versionIds: readonly string[]): string => list(versionIds.map((versionId) => versionId.slice(0, 8)));

const header = [
  'at',
  'what',
  'versionId',
  'maskedKey',
  'fingerprint',
  'why',
  'knownBy',
  'function',
  'times',
  'lastAt',
] as const satisfies readonly (keyof HistoryEntry)[];

/** A header and a row for each transition, with the names that `--json` has. */
export const csvOf = (entries: readonly HistoryEntry[]): readonly string[] => [
  csvRow(header),
  ...entries.map((entry) => csvRow(header.map((name) => entry[name]))),
];
