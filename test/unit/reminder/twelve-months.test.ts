import { expect, it } from 'vitest';
import { twelveMonthsAfter } from '../../../lambda/reminder/twelve-months.ts';

it.each([
  ['2025-11-24T10:00:00Z', '2026-11-24'],
  ['2024-02-29T23:59:59Z', '2025-02-28'],
  ['2023-02-28T00:00:00Z', '2024-02-28'],
  ['2025-01-29T00:00:00Z', '2026-01-29'],
  ['2025-02-15T00:00:00Z', '2026-02-15'],
  ['2025-12-31T00:00:00Z', '2026-12-31'],
])('twelve months after %s end on %s', (instant, day) => {
  expect(twelveMonthsAfter(instant)).toBe(day);
});
