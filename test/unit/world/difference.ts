/**
 * How a trace differs from another one, line by line: `-` only in the first, `+` only in the second, `=` so many lines
 * in both. The first trace and the difference determine the second trace exactly.
 */
export function differenceOf(first: string, second: string): string {
  const [before, after] = [first.split('\n'), second.split('\n')];
  const common = commonLengths(before, after);
  const lines: string[] = [];
  let same = 0;
  const flush = () => {
    if (same > 0) lines.push(`= ${same} ${same === 1 ? 'line' : 'lines'}`);
    same = 0;
  };
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    if (i < before.length && before[i] === after[j]) {
      same += 1;
      i += 1;
      j += 1;
      continue;
    }
    flush();
    const isOnlyInFirst = j === after.length || (i < before.length && at(common, i + 1, j) >= at(common, i, j + 1));
    lines.push(isOnlyInFirst ? `- ${before[i++]}` : `+ ${after[j++]}`);
  }
  flush();
  return lines.join('\n');
}

const at = (table: readonly (readonly number[])[], i: number, j: number): number => table[i]?.[j] ?? 0;

/** For each pair of positions, how many lines the rests of both traces have in common, in order. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table: number[][] = before.map(() => []);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = table[i] ?? [];
      row[j] =
        before[i] === after[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
