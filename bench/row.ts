/** One figure, and what it has to stay within. */
export interface Row {
  readonly name: string;
  /** What is measured is at most this. */
  readonly budget: number;
  readonly unit: string;
  readonly measure: () => Promise<Measured>;
}

export interface Measured {
  readonly measured: number;
  readonly peers: readonly Peer[];
}

/** What somebody else takes for the same. */
export interface Peer {
  readonly name: string;
  readonly measured: number;
}

/** The median of an odd or even number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/** How long something takes, in ms. */
export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * The median of the ratios of one to another that are measured in turns: a machine that is busy for a while disturbs
 * both alike.
 */
export async function ratioOf(one: () => Promise<number>, another: () => Promise<number>, turns = 15): Promise<number> {
  const ratios: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) ratios.push((await one()) / (await another()));
  return median(ratios);
}
