import { expect, it } from 'vitest';
import { daysBetween } from '../../../lambda/reminder/days-between.ts';

it.each([
  ['2026-01-01T23:59:59Z', '2026-01-02T00:00:00Z', 1],
  ['2026-01-01T00:00:00Z', '2026-01-01T23:59:59Z', 0],
  ['2026-01-02', '2026-01-01T23:59:59Z', -1],
  ['2028-02-28', '2028-03-01', 2],
  ['no day', '2028-03-01', Number.NaN],
])('from %s to %s are %d days, whatever the time of day', (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});
