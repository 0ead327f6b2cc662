import { expect, it } from 'vitest';
import { firstPairDue } from '../../../lambda/reminder/first-pair-due.ts';

it.each<[why: string, now: string, last: string | undefined, isDue: boolean]>([
  ['never told', '2026-11-24T06:12:00Z', undefined, true],
  ['told today', '2026-11-24T23:59:59Z', '2026-11-24', false],
  ['told six days ago, late in the day', '2026-11-30T23:59:59Z', '2026-11-24', false],
  ['told a week ago, though not for seven times 24 hours', '2026-12-01T00:00:00Z', '2026-11-24', true],
  ['told long ago', '2027-11-24T06:12:00Z', '2026-11-24', true],
  ['over the end of February', '2028-03-06T06:12:00Z', '2028-02-28', true],
  ['a leap day is one of the seven', '2028-03-05T06:12:00Z', '2028-02-28', false],
  ['a day to come', '2026-11-24T06:12:00Z', '2026-11-25', true],
  ['no day at all', '2026-11-24T06:12:00Z', 'd60', true],
  ['an empty text', '2026-11-24T06:12:00Z', '', true],
])('%s', (_, now, last, isDue) => {
  expect(firstPairDue({ now: new Date(now), last })).toBe(isDue);
});
