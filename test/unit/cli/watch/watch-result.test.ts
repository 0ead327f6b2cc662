import { describe, expect, it } from 'vitest';
import { describeWatchResult, needsPerson, readWatchResult } from '../../../../cli/watch/watch-result.ts';

const measures = { AgeDays: 20, DaysToDue: 345.2, OpenRevocations: 0, OldestRevocationDays: 0, LivePairHealthy: 1 };

describe('the findings of a watch', () => {
  it.each([
    [{ AgeDays: 0.2, DaysToDue: 365 }, '0 days old, due in 365 days'],
    [{ AgeDays: 364, DaysToDue: 0.4 }, '364 days old, due in 1 day'],
    [{ AgeDays: 365, DaysToDue: -0.6 }, '365 days old, due today'],
    [{ AgeDays: 370, DaysToDue: -5.4 }, '370 days old, overdue for 5 days'],
    [{ AgeDays: undefined, DaysToDue: undefined }, 'none is live'],
  ])('of %j say: %s', (given, says) => {
    const lines = describeWatchResult({ notices: [], measures: { ...measures, ...given } }, false);
    expect(lines).toContain(`Pair:        ${says}`);
  });

  it.each([
    [[], 1, false],
    [['RevocationProved'], 1, false],
    [['RevocationOverdue'], 1, true],
    [['OfTheFuture'], 1, true],
    [[], 0, true],
  ])('with %j mailed and a pulse of %i: a person is needed: %s', (kinds, LivePairHealthy, expected) => {
    const notices = kinds.map((kind) => ({ kind }));
    expect(needsPerson({ notices, measures: { ...measures, LivePairHealthy } })).toBe(expected);
  });

  it('are refused in another form, without quoting it', () => {
    expect(() => readWatchResult({ notices: 'secret-of-alice' })).toThrow(
      'this command cannot read the findings of the function; deploy the stack',
    );
  });
});
