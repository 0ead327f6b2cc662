import type { LoginOutcome, Unavailability } from './outcome.ts';

const firstDelayMs = 200;
const longestDelayMs = 10_000;
const retryable: readonly Unavailability[] = ['RATE_LIMITED', 'SERVER_ERROR', 'NETWORK', 'TIMEOUT'];

/** Where a login stands after a try. */
export interface Attempt {
  readonly outcome: LoginOutcome;
  /** How many tries were made, 1 after the first. */
  readonly tries: number;
  readonly maxTries: number;
  readonly now: Date;
  /** Epoch milliseconds after which nothing may be tried. */
  readonly deadline: number;
  /** Between 0 and 1: spreads the tries of clients that wait. */
  readonly random: number;
}

/** How long to wait before the next try, in ms; `undefined` when there is none. */
export function nextDelayMs({ outcome, tries, maxTries, now, deadline, random }: Attempt): number | undefined {
  if (outcome.kind !== 'unavailable' || !retryable.includes(outcome.code) || tries >= maxTries) return undefined;
  const delay = Math.max(backoffMs(tries, random), outcome.retryAfterMs ?? 0);
  // A wait that does not fit is given up at once: waiting for a part of it would only cost the caller its time.
  return now.getTime() + delay < deadline ? delay : undefined;
}

/** From 200 ms, doubling, at most 10 s; jittered down to a half. */
const backoffMs = (tries: number, random: number): number =>
  Math.min(longestDelayMs, firstDelayMs * 2 ** (tries - 1)) * (0.5 + random / 2);
