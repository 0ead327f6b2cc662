export type Cell = string | number | null;

/**
 * The rows of a table as RFC 4180 has them, without the end of line; `null` is an empty cell.
 * A spreadsheet would run a text that begins like a formula: such a text gets an apostrophe in front.
 */
export const csvRow = (cells: readonly Cell[]): string => cells.map(csvCell).join(',');

function csvCell(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const text = /^(\s*[=+\-@]|[\t\r])/.test(cell ?? '') ? `'${cell}` : (cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
