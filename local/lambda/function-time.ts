import type { MovableClock } from '../clock.ts';

export interface FunctionTime {
  /** In ms. */
  readonly now: () => number;
  /** Begins an invocation at the world's time; returns its deadline. */
  readonly start: (timeoutMs: number) => number;
  readonly stop: () => void;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * The time of a process: the world's time when an invocation begins, and from there the real time, because a function
 * takes time even if the world's clock stands still. A sleep moves both, and may move past the deadline.
 */
export function createFunctionTime(clock: MovableClock, timedOut: () => void): FunctionTime {
  let ahead = clock.now().getTime() - Date.now();
  let deadline = Number.POSITIVE_INFINITY;
  let sleepers = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = () => Date.now() + ahead;

  /** Ends the invocation when its time is over. A sleep in the world does not count as real time. */
  function watch(): void {
    clearTimeout(timer);
    if (deadline === Number.POSITIVE_INFINITY) return;
    if (now() >= deadline) timedOut();
    else if (sleepers === 0) timer = setTimeout(watch, deadline - now());
  }

  return {
    now,
    start(timeoutMs) {
      ahead = clock.now().getTime() - Date.now();
      deadline = now() + timeoutMs;
      watch();
      return deadline;
    },
    stop() {
      deadline = Number.POSITIVE_INFINITY;
      clearTimeout(timer);
    },
    async sleep(ms) {
      // Read once: a millisecond between two reads would be missing from the sleep.
      const from = now();
      const until = Math.max(from, Math.min(from + ms, deadline));
      sleepers += 1;
      clearTimeout(timer);
      await clock.sleep(until - from).finally(() => {
        sleepers -= 1;
      });
      ahead = Math.max(until, clock.now().getTime()) - Date.now();
      watch();
    },
  };
}
