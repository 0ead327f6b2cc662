import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../lambda/secrets/state-label.ts';
import { isChaseDue, isReportDue, isStuckDue } from '../../../lambda/watch/ladder.ts';

const day = (count: number, minutes = 0): string =>
  new Date(Date.UTC(2026, 0, 1 + count, 8, minutes)).toISOString().replace('.000', '');

/** The days on which a run a day chases, in so many days after the request. */
function chases(
  days: number,
  { reason, missed = [] }: { reason?: Reason; missed?: readonly number[] } = {},
): readonly number[] {
  const chased: number[] = [];
  let chasedAt: string | undefined;
  for (let count = 0; count <= days; count += 1) {
    // A run starts some minutes earlier or later than the one before.
    const now = day(count, count % 2 === 0 ? 0 : 20);
    if (missed.includes(count) || !isChaseDue({ at: day(0, 10), chasedAt, reason }, now)) continue;
    chased.push(count);
    chasedAt = now;
  }
  return chased;
}

describe('support is chased', () => {
  it('1, 3, 7, 14 days after the request, then weekly', () => {
    expect(chases(36)).toEqual([1, 3, 7, 14, 21, 28, 35]);
  });

  it.each(['leak', 'departure'] as const)('daily after a %s', (reason) => {
    expect(chases(5, { reason })).toEqual([1, 2, 3, 4, 5]);
  });

  it('once for several days that were missed', () => {
    expect(chases(22, { missed: [1, 2, 3, 4, 5, 6, 7, 8] })).toEqual([9, 14, 21]);
  });
});

/** The days on which a trouble that began on day 0 is reported. */
function reports(kind: Parameters<typeof isReportDue>[0]['kind'], days: number): readonly number[] {
  const reportedOn: number[] = [];
  let notified: string | undefined;
  for (let count = 0; count <= days; count += 1) {
    if (!isReportDue({ kind, since: day(0), notified }, day(count))) continue;
    reportedOn.push(count);
    notified = day(count);
  }
  return reportedOn;
}

describe('a problem', () => {
  it.each(['WrongPairRevoked', 'LivePairDead', 'LiveValueBroken'] as const)(
    '%s is reported at once, then daily',
    (kind) => {
      expect(reports(kind, 3)).toEqual([0, 1, 2, 3]);
    },
  );

  it('that no login can judge is reported after three days in a row, then weekly', () => {
    expect(reports('Inconclusive', 18)).toEqual([3, 10, 17]);
  });

  it('is not reported again by a second run of the same day', () => {
    expect(isReportDue({ kind: 'LivePairDead', since: day(0), notified: day(0) }, day(0, 30))).toBe(false);
  });
});

it.each([
  [0, undefined, false],
  [1, undefined, true],
  [5, 1, false],
  [8, 1, true],
])(
  'a rotation that was first seen pending %i days ago, reported on day %s: reported now %s',
  (days, reportedOn, isDue) => {
    const notified = reportedOn === undefined ? undefined : day(reportedOn);
    expect(isStuckDue({ since: day(0), notified }, day(days))).toBe(isDue);
  },
);

it('nobody is chased on the morning after a request of the evening', () => {
  const evening = '2026-01-01T18:00:00Z';
  expect([1, 2].map((count) => isChaseDue({ at: evening }, day(count)))).toEqual([false, true]);
});
