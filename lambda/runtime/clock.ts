import timers from 'node:timers/promises';

/** Time as everything here takes it: a parameter, so that a year passes in a test and nothing waits. */
export interface Clock {
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date(),
  // Looked up with each call, and as Node's own promise: whoever runs the function can see that it waits.
  sleep: (ms) => timers.setTimeout(ms),
};
