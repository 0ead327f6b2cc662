import { expect, it } from 'vitest';
import { systemClock } from '../../../lambda/runtime/clock.ts';

it('the clock of the machine tells the time, and sleeps for as long as it is told', async () => {
  const began = performance.now();
  const before = systemClock.now().getTime();
  await systemClock.sleep(30);
  // Timers of Node may fire a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  expect(systemClock.now().getTime() - before).toBeGreaterThanOrEqual(29);
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1_000);
});
