import { describe, expect, it } from 'vitest';
import type { LoginOutcome, Unavailability } from '../../../lambda/octopus/outcome.ts';
import { type Attempt, nextDelayMs } from '../../../lambda/octopus/retry.ts';

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
const unavailable = (code: Unavailability, retryAfterMs?: number): LoginOutcome => ({
  kind: 'unavailable',
  code,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
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
    ['Retry-After is obeyed', attempt(unavailable('RATE_LIMITED', 7000)), 7000],
    ['also beyond 10 s', attempt(unavailable('RATE_LIMITED', 59_999)), 59_999],
    ['and given up at once when it does not fit', attempt(unavailable('RATE_LIMITED', 60_000)), undefined],
    ['a Retry-After of nothing still waits', attempt(unavailable('RATE_LIMITED', 0)), 200],
    [
      'a backoff that does not fit is given up, too',
      attempt(unavailable('NETWORK'), { deadline: now.getTime() + 200 }),
      undefined,
    ],
    ['not after one try when one is all', attempt(unavailable('NETWORK'), { maxTries: 1 }), undefined],
    ['not after a login that was accepted', attempt({ kind: 'accepted', clientId: '42' }), undefined],
    ['a timeout is tried again', attempt(unavailable('TIMEOUT')), 200],
    ["the vendor's trouble is tried again", attempt(unavailable('SERVER_ERROR')), 200],
    ['an unexpected body is not', attempt(unavailable('UNEXPECTED_BODY')), undefined],
    ['an unexpected status is not', attempt(unavailable('UNEXPECTED_STATUS')), undefined],
    ['a body that is too large is not', attempt(unavailable('BODY_TOO_LARGE')), undefined],
  ])('%s', (_, given, delay) => {
    expect(nextDelayMs(given)).toBe(delay);
  });
});
