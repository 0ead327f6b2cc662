import { describe, expect, it } from 'vitest';
import type { DueCause } from '../../../lambda/reminder/due-cause.ts';
import { dueRung } from '../../../lambda/reminder/due-rung.ts';

const rungs = [60, 30, 14, 7, 1, 0];
/** Twelve months end on 24 November 2026. */
const liveSince = '2025-11-24T10:00:00Z';
const on = (day: string, more: Partial<Parameters<typeof dueRung>[0]> = {}) =>
  dueRung({ now: new Date(day.length === 10 ? `${day}T06:12:00Z` : day), liveSince, rungs, last: undefined, ...more });
const left = (daysLeft: number): DueCause => ({ kind: 'rung', daysLeft });
const overdue = (days: number): DueCause => ({ kind: 'overdue', days });

describe('the rung that matters', () => {
  it.each<[day: string, rung: string | undefined, because?: DueCause]>([
    ['2025-11-24', undefined],
    ['2026-09-24', undefined],
    ['2026-09-25', 'd60', left(60)],
    ['2026-10-25', 'd30', left(30)],
    ['2026-11-10', 'd14', left(14)],
    ['2026-11-17', 'd7', left(7)],
    ['2026-11-23', 'd1', left(1)],
    ['2026-11-24', 'd0', left(0)],
    ['2026-12-01', 'o7', overdue(7)],
    ['2026-12-08', 'o14', overdue(14)],
    ['2027-11-23', 'o364', overdue(364)],
  ])('on %s is %s', (day, rung, because) => {
    expect(on(day)).toEqual(rung === undefined ? undefined : { rung, because });
  });

  it.each([
    ['2026-09-24T23:59:59Z', undefined],
    ['2026-09-25T00:00:00Z', 'd60'],
    ['2026-11-24T00:00:00Z', 'd0'],
    ['2026-11-24T23:59:59Z', 'd0'],
    ['2026-11-30T23:59:59Z', 'd0'],
    ['2026-12-01T00:00:00Z', 'o7'],
  ])('changes at midnight UTC, whatever the time of the promotion: %s', (now, rung) => {
    for (const time of ['00:00:00', '10:00:00', '23:59:59']) {
      expect(on(now, { liveSince: `2025-11-24T${time}Z` })?.rung).toBe(rung);
    }
  });

  it.each([
    ['29 February has its last day on the 28th', '2024-02-29T23:59:59Z', '2025-02-28', 'd0', left(0)],
    ['28 February before a leap year stays the 28th', '2023-02-28T00:00:00Z', '2024-02-28', 'd0', left(0)],
    ['and is overdue on the 29th', '2023-02-28T00:00:00Z', '2024-03-06', 'o7', overdue(7)],
    ['a leap day on the way counts as a day', '2023-03-01T00:00:00Z', '2024-01-01', 'd60', left(60)],
    ['the same without a leap day', '2024-03-01T00:00:00Z', '2024-12-31', 'd60', left(60)],
    ['31 December', '2025-12-31T23:00:00Z', '2026-12-24', 'd7', left(7)],
    ['over the turn of the year', '2025-12-31T23:00:00Z', '2027-01-07', 'o7', overdue(7)],
    ['31 March', '2025-03-31T10:00:00Z', '2026-03-01', 'd30', left(30)],
  ])('%s', (_, since, day, rung, because) => {
    expect(on(day, { liveSince: since })).toEqual({ rung, because });
  });
});

describe('days of watching that were missed', () => {
  it.each([
    ['the day of the rung', '2026-09-27', undefined, 'd60', left(58)],
    ['two rungs: only the later one is told', '2026-11-12', undefined, 'd14', left(12)],
    ['a rung, after an earlier one was told', '2026-11-05', 'd60', 'd30', left(19)],
    ['the last day', '2026-11-27', 'd1', 'd0', overdue(3)],
    ['a week overdue', '2026-12-03', 'd0', 'o7', overdue(9)],
    ['everything', '2027-01-01', undefined, 'o35', overdue(38)],
  ])('%s', (_, day, last, rung, because) => {
    expect(on(day, { last })).toEqual({ rung, because });
  });
});

describe('a rung is reminded of once', () => {
  it.each([
    ['that day again', '2026-09-25', 'd60'],
    ['the days after it', '2026-10-24', 'd60'],
    ['a later one was told, as after a clock that ran ahead', '2026-10-25', 'd14'],
    ['a later one that the ladder does not have any more', '2026-10-25', 'd20'],
    ['the last day again', '2026-11-24', 'd0'],
    ['the days until a week is over', '2026-11-30', 'd0'],
    ['that week again', '2026-12-07', 'o7'],
    ['overdue already, the clock went back', '2026-11-24', 'o7'],
  ])('%s', (_, day, last) => {
    expect(on(day, { last })).toBeUndefined();
  });

  it.each(['', 'd', '60', 'd-1', 'o', 'D60', 'd60 ', 'x60', 'xd14', 'first', '2026-10-25', 'd1e9', 'o99999999'])(
    'a text that is no rung counts as none: %j',
    (last) => {
      expect(on('2026-10-25', { last })?.rung).toBe('d30');
    },
  );

  it.each([
    ['an earlier one', 'd60'],
    ['one that the ladder does not have any more', 'd45'],
    ['none', undefined],
  ])('but told when the last was %s', (_, last) => {
    expect(on('2026-10-25', { last })?.rung).toBe('d30');
  });
});

describe('another ladder', () => {
  it.each([
    ['in any order', [0, 7, 60], '2026-11-20', undefined, 'd7'],
    ['without the last day stays on its last rung', [30], '2026-11-27', undefined, 'd30'],
    ['without the last day is weekly afterwards, too', [30], '2026-12-01', 'd30', 'o7'],
    ['of a whole year starts at once', [365, 0], '2025-11-24', undefined, 'd365'],
    ['with no rung has the weeks overdue', [], '2026-12-01', undefined, 'o7'],
    ['with no rung says nothing before', [], '2026-11-24', undefined, undefined],
  ])('%s', (_, ladder, day, last, rung) => {
    expect(on(day, { rungs: ladder, last })?.rung).toBe(rung);
  });
});

it('a run each day for thirteen months tells each rung once, the last of them weekly', () => {
  const told: string[] = [];
  for (let day = 0; day < 396; day += 1) {
    const now = new Date(Date.parse('2025-11-24T06:12:00Z') + day * 86_400_000).toISOString();
    const reminder = on(now, { last: told.at(-1) });
    if (reminder !== undefined) told.push(reminder.rung);
  }
  expect(told).toEqual(['d60', 'd30', 'd14', 'd7', 'd1', 'd0', 'o7', 'o14', 'o21', 'o28']);
});
