import { describe, expect, it } from 'vitest';
import type { LoginOutcome } from '../../../lambda/octopus/outcome.ts';
import { type Attempt, nextDelayMs, retryAfterMs } from '../../../lambda/octopus/retry.ts';

const now = new Date('2026-11-24T10:00:00Z');
const attempt = (outcome: LoginOutcome, more: Partial<Attempt> = {}): Attempt => ({
  outcome,
  tries: 1,
  maxTries: 3,
  now,
  deadline: now.getTime() + 60_000,
  random: 1,
  ...more,
});
const unavailable = (code: 'NETWORK' | 'NO_ENVELOPE' | 'RATE_LIMITED', retryAfter?: string): LoginOutcome => ({
  kind: 'unavailable',
  code,
  ...(retryAfter && { retryAfter }),
});

describe('after a login that was not accepted', () => {
  it.each<[string, Attempt, number | undefined]>([
    ['network trouble waits 200 ms', attempt(unavailable('NETWORK')), 200],
    ['the second time 400 ms', attempt(unavailable('NETWORK'), { tries: 2 }), 400],
    ['jittered to a half at least', attempt(unavailable('NETWORK'), { random: 0 }), 100],
    ['at most 10 s', attempt(unavailable('NETWORK'), { tries: 20, maxTries: 30 }), 10_000],
    ['not after the third try', attempt(unavailable('NETWORK'), { tries: 3 }), undefined],
    ['not for a pair that is refused', attempt({ kind: 'rejected', code: 'UNAUTHORIZED' }), undefined],
    ['not for a blocked address', attempt({ kind: 'blocked', code: 'FORBIDDEN' }), undefined],
    ['not for a reply that is not theirs', attempt(unavailable('NO_ENVELOPE')), undefined],
    ['Retry-After is obeyed', attempt(unavailable('RATE_LIMITED', '7')), 7000],
    ['also as a date', attempt(unavailable('RATE_LIMITED', 'Tue, 24 Nov 2026 10:00:09 GMT')), 9000],
    ['and given up at once when it does not fit', attempt(unavailable('RATE_LIMITED', '61')), undefined],
    ['a Retry-After that is neither is ignored', attempt(unavailable('RATE_LIMITED', 'soon')), 200],
  ])('%s', (_, given, delay) => {
    expect(nextDelayMs(given)).toBe(delay);
  });

  it('a date that is over means now', () => expect(retryAfterMs('Tue, 24 Nov 2026 09:00:00 GMT', now)).toBe(0));
});
