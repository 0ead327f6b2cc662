import type { Report, ReportRow } from './report.ts';

const widths = [24, 50, 7, 7] as const;
const line = widths.map((width) => '-'.repeat(width)).join('  ');

/** The report as a table of less than 100 columns, followed by the differences. */
export function printed({ rows, notModelled }: Report): string {
  const table = rows.flatMap(({ operation, fact, ours, moto }) => aRow([operation, fact, ours, moto]));
  const differences = rows.filter(({ ours, moto }) => ours === 'differs' || moto === 'differs');
  const missing = notModelled.flatMap(({ operation, fact, reason }) => [
    ...wrapped(`${operation} ${fact}`, 96),
    ...wrapped(reason, 92).map((text) => `    ${text}`),
  ]);
  return [
    ...aRow(['operation', 'what AWS does', 'ours', 'moto']),
    line,
    ...table,
    ...under('Where they differ', differences.flatMap(aDifference)),
    ...under('Known facts about AWS that are not modelled', missing),
    '',
    ...totals(rows),
    '',
  ].join('\n');
}

const under = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', heading, ...lines.map((text) => `  ${text}`)];

const aDifference = ({ operation, fact, note }: ReportRow): readonly string[] => [
  ...wrapped(`${operation} ${fact}`, 96),
  ...wrapped(note, 92).map((text) => `    ${text}`),
];

function totals(rows: readonly ReportRow[]): readonly string[] {
  return (['ours', 'moto'] as const).map((who) => {
    const counted = (['holds', 'differs', 'skipped'] as const)
      .map((kind) => [kind, rows.filter((row) => row[who] === kind).length] as const)
      .filter(([, count]) => count > 0);
    return `${who}: ${counted.map(([kind, count]) => `${kind} ${count}`).join(', ')} of ${rows.length} facts`;
  });
}

function aRow(cells: readonly string[]): readonly string[] {
  const columns = cells.map((cell, index) => wrapped(cell, widths[index] ?? 0));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((column, index) => (column[row] ?? '').padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** The text in lines of a width, broken at spaces, or within a word that is longer. */
function wrapped(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const word of text.split(' ').flatMap((long) => long.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines.splice(-1, 1, word);
    else if (last.length + 1 + word.length <= width) lines.splice(-1, 1, `${last} ${word}`);
    else lines.push(word);
  }
  return lines;
}
