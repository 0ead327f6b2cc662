/** The candidate that a mistyped word most likely means: at most two characters off, or a beginning of it. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    // A word that is much longer than the candidate is never a typing error of it.
    .filter((candidate) => word.length <= candidate.length + 2)
    .map((candidate) => ({ candidate, off: candidate.startsWith(word) ? 0 : charactersOff(word, candidate) }))
    .filter(({ candidate, off }) => word.length > 1 && off <= 2 && off < candidate.length / 2);
  return ranked.toSorted((a, b) => a.off - b.off)[0]?.candidate;
}

/** Levenshtein's distance, row by row. */
function charactersOff(from: string, to: string): number {
  const first = Array.from({ length: to.length + 1 }, (_, index) => index);
  const last = [...from].reduce<readonly number[]>(
    (above, character, row) => nextRow(above, { character, row, to }),
    first,
  );
  return last[to.length] ?? to.length;
}

function nextRow(above: readonly number[], { character, row, to }: { character: string; row: number; to: string }) {
  const cells = [row + 1];
  for (const [column, other] of [...to].entries()) {
    const replaced = (above[column] ?? 0) + (character === other ? 0 : 1);
    cells.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (cells[column] ?? 0) + 1));
  }
  return cells;
}
