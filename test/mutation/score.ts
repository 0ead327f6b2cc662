import { type Explanation, explains } from './explanation.ts';
import type { Mutant } from './mutant.ts';

export interface FolderScore {
  readonly folder: string;
  readonly mutants: number;
  readonly survived: number;
  /** Survivors with a reason in `explained.ts`. They count as survivors in the score. */
  readonly explained: number;
  /** Killed mutants in percent, with one decimal. */
  readonly score: number;
}

/** How many mutants each folder of `lambda/` has and kills. */
export function scoreFolders(mutants: readonly Mutant[], explanations: readonly Explanation[]): readonly FolderScore[] {
  const folders = Map.groupBy(mutants, ({ file }) => file.split('/').slice(0, 2).join('/'));
  return [...folders].map(([folder, within]) => {
    const survivors = within.filter(({ isKilled }) => !isKilled);
    const explained = survivors.filter((mutant) => explanations.some((each) => explains(each, mutant))).length;
    return scored({ folder, mutants: within.length, survived: survivors.length, explained });
  });
}

const scored = (counts: Omit<FolderScore, 'score'>): FolderScore => ({
  ...counts,
  score: Math.floor((1 - counts.survived / Math.max(counts.mutants, 1)) * 1000) / 10,
});

/** All folders in their order, and all of them together, last. */
export function withTotal(scores: readonly FolderScore[]): readonly FolderScore[] {
  const sum = (field: 'mutants' | 'survived' | 'explained') => scores.reduce((total, one) => total + one[field], 0);
  const total = scored({
    folder: 'lambda/',
    mutants: sum('mutants'),
    survived: sum('survived'),
    explained: sum('explained'),
  });
  return [...scores.toSorted((one, other) => one.folder.localeCompare(other.folder)), total];
}

const heading = ['folder', 'mutants', 'survived', 'explained', 'score'];

/** The scores as a table. */
export function printedScores(scores: readonly FolderScore[]): string {
  const cells = scores.map(({ folder, mutants, survived, explained, score }) => [
    folder,
    ...[mutants, survived, explained].map(String),
    `${score.toFixed(1)} %`,
  ]);
  return [heading, ...cells]
    .map(([first = '', ...others]) => [first.padEnd(20), ...others.map((cell) => cell.padStart(9))].join(' '))
    .join('\n');
}
