const columns = 72;

/** Breaks a paragraph at 72 columns; a word that is longer stands on a line of its own. */
export function wrap(text: string, indent = '', width = columns): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? word : `${indent}${word}`);
  }
  return lines.join('\n');
}

/** Numbered lines, their continuation indented below the text. */
export const steps = (lines: readonly string[]): string =>
  lines.map((line, index) => wrap(`${index + 1}. ${line}`, '   ')).join('\n');

export type Row = readonly [name: string, value: string];

/** `name   value` lines, the values in one column. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

/** Lines as they are, indented: commands, and texts to copy. */
export const block = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');

/** Paragraphs with an empty line between them; those that are `undefined` are left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join('\n\n');
