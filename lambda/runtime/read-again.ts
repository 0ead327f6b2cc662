import type { Clock } from './clock.ts';

/** How long a run waits, in ms, before it looks again at what somebody may just have changed. */
export const lagMs = 5_000;

/** How long a read may lag behind a write, and how often we look. */
const patience = { forMs: 10_000, everyMs: 1_000 };

/**
 * Reads until the answer will do, for 10 s at most; then returns the last one.
 * Secrets Manager is eventually consistent: what was just put may not be there for a moment.
 */
export async function readAgain<T>(read: () => Promise<T>, willDo: (answer: T) => boolean, clock: Clock): Promise<T> {
  const giveUpAt = clock.now().getTime() + patience.forMs;
  for (;;) {
    const answer = await read();
    if (willDo(answer) || clock.now().getTime() >= giveUpAt) return answer;
    await clock.sleep(patience.everyMs);
  }
}
