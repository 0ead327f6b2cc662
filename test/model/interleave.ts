import type { Scheduler } from 'fast-check';
import type { Real } from './model.ts';

/**
 * Runs actors at once and lets one call through at a time, in the order that the scheduler chooses. It chooses when
 * every actor that has not ended is held at a call, so that each order can come up. An actor makes one call at a time; one
 * that waits for another's is not waited for.
 */
export async function interleave(
  { world }: Pick<Real, 'world'>,
  scheduler: Scheduler,
  actors: readonly (() => Promise<unknown>)[],
): Promise<void> {
  let running = actors.length;
  let held = 0;
  const { intercept } = world.aws;
  const ofVendor = world.octopus.intercept;
  const hold = async (name: string): Promise<void> => {
    held += 1;
    await scheduler.schedule(Promise.resolve(), name);
    held -= 1;
  };
  world.aws.intercept = async (call) => {
    await hold(call.operation);
    return (await intercept?.(call)) ?? 'pass';
  };
  world.octopus.intercept = async (call) => {
    await hold(call.path);
    return await ofVendor(call);
  };
  const ended = actors.map((actor) =>
    actor()
      // What an actor is refused is for the invariants to judge.
      .catch(() => undefined)
      .finally(() => {
        running -= 1;
      }),
  );
  while (running > 0) {
    await untilHeld(() => running === 0 || held >= running);
    if (held > 0) await scheduler.waitNext(1);
  }
  await Promise.all(ended);
  world.aws.intercept = intercept;
  world.octopus.intercept = ofVendor;
}

/** In ms of real time: more than anything between two calls takes. */
const patienceMs = 20;

async function untilHeld(isHeld: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!isHeld() && performance.now() < giveUpAt) await new Promise((resolve) => setImmediate(resolve));
}
