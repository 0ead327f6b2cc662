/** A figure with its budget. */
export interface Row {
  readonly name: string;
  /** The highest figure that is accepted. */
  readonly budget: number;
  readonly unit: string;
  readonly measure: () => Promise<Measured>;
}

export interface Measured {
  readonly measured: number;
  readonly peers: readonly Peer[];
}

/** The figure of an alternative, for comparison. */
export interface Peer {
  readonly name: string;
  readonly measured: number;
}

/** The median of an odd or even number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
}

/** The duration of something, in ms. */
export async function timed(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * The median of the ratios of two figures. They are measured in turns, so that a machine that is busy for a while affects
 * both of them.
 */
export async function ratioOf(one: () => Promise<number>, another: () => Promise<number>, turns = 15): Promise<number> {
  const ratios: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) ratios.push((await one()) / (await another()));
  return median(ratios);
}
