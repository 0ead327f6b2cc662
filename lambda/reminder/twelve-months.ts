/** The last day of a pair's twelve months: the same day a year later, 28 February for a 29th. UTC, `YYYY-MM-DD`. */
export function twelveMonthsAfter(instant: string): string {
  const [year = 0, month = 1, day = 1] = instant.slice(0, 10).split('-').map(Number);
  const isLeapDay = month === 2 && day === 29;
  return new Date(Date.UTC(year + 1, month - 1, isLeapDay ? 28 : day)).toISOString().slice(0, 10);
}
