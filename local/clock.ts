import type { Clock } from '../lambda/runtime/clock.ts';

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

type Work = () => Promise<void>;

interface Timer {
  readonly at: number;
  readonly run: Work;
}

/** A clock that a test moves. Due work runs in the order of its date, one item after the other. */
export interface MovableClock extends Clock {
  /** Runs something at an instant. Returns a function that cancels it. */
  readonly at: (date: Date, run: Work) => () => void;
  /** Runs something after this many ms. Returns a function that cancels it. */
  readonly schedule: (ms: number, run: Work) => () => void;
  /** Moves the time forward, and runs everything that becomes due until then. */
  readonly advance: (ms: number) => Promise<void>;
  /** Ends the polling of a live clock. */
  readonly stop: () => void;
}

/**
 * Stands still until it is moved; a sleep moves it too. With `live` it follows the real time, for a world that is left
 * running. It has a queue of its own because `setTimeout` fires at once for more than 24 days.
 */
export function createMovableClock(start: Date, { live = false }: { live?: boolean } = {}): MovableClock {
  const source = live ? runningTime(start.getTime()) : standingTime(start.getTime());
  const { add, next } = createQueue();
  let busy = 0;

  /** Runs what is due, and what becomes due while it runs. */
  async function runDue(target: number): Promise<void> {
    busy += 1;
    try {
      for (let due = next(Math.max(target, source.now())); due; due = next(Math.max(target, source.now()))) {
        source.moveTo(due.at);
        await due.run();
      }
      source.moveTo(target);
    } finally {
      busy -= 1;
    }
  }

  const advance = (ms: number) => runDue(source.now() + ms);
  const poll = live ? setInterval(() => void (busy > 0 || advance(0)), 250).unref() : undefined;
  return {
    now: () => new Date(source.now()),
    advance,
    at: (date, run) => add({ at: date.getTime(), run }),
    schedule: (ms, run) => add({ at: source.now() + ms, run }),
    stop: () => clearInterval(poll),
    async sleep(ms) {
      if (live) return await pause(ms);
      // Within due work only the time moves: waiting for the rest of that work would be waiting for itself.
      if (busy > 0) source.moveTo(source.now() + ms);
      else await advance(ms);
      await pause(1);
    },
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

function standingTime(start: number) {
  let now = start;
  return {
    now: () => now,
    moveTo(instant: number) {
      now = Math.max(now, instant);
    },
  };
}

function runningTime(start: number) {
  let ahead = start - Date.now();
  return {
    now: () => Date.now() + ahead,
    moveTo(instant: number) {
      ahead = Math.max(ahead, instant - Date.now());
    },
  };
}

/** The timers by date; timers of the same date keep their order. */
function createQueue() {
  const timers: Timer[] = [];
  return {
    add(timer: Timer): () => void {
      const after = timers.findIndex(({ at }) => at > timer.at);
      timers.splice(after < 0 ? timers.length : after, 0, timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    next: (until: number): Timer | undefined => ((timers[0]?.at ?? Infinity) <= until ? timers.shift() : undefined),
  };
}
