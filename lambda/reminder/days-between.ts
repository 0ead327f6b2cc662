const dayMs = 86_400_000;

/** Whole days from one day to another, UTC; the time of day does not count. `NaN` for a text that is no date. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / dayMs);
