import { expect, it } from 'vitest';
import { createMovableClock, days } from '../../../local/clock.ts';
import { aFunction, failure, start } from './a-function.ts';

const near = (instant: Date) => ({
  is: (received: unknown) => {
    const difference = new Date(String(received)).getTime() - instant.getTime();
    expect(difference).toBeGreaterThanOrEqual(0);
    expect(difference).toBeLessThan(1_000);
  },
});

it.each(['new Date()', 'new Date(Date.now())', 'Date()', 'new (class extends Date {})()'])(
  'gets the time of the world from %s, however it moves',
  async (expression) => {
    await using tested = aFunction(`exports.handler = async () => new Date(${expression}).toISOString();`);
    near(start).is(await tested.invoke({}));
    await tested.clock.advance(days(365));
    near(new Date('2027-01-01T00:00:00Z')).is(await tested.invoke({}));
  },
);

it('has the time of the world from its first line on', async () => {
  await using tested = aFunction('const at = new Date().toISOString(); exports.handler = async () => at;');
  near(start).is(await tested.invoke({}));
});

it('changes nothing else about dates', async () => {
  await using tested = aFunction(`
    exports.handler = async () => [
      new Date(0).toISOString(), Date.UTC(2026, 0), new Date() instanceof Date, new Date().constructor === Date,
    ];
  `);
  expect(await tested.invoke({})).toEqual(['1970-01-01T00:00:00.000Z', start.getTime(), true, true]);
});

const sleeper = (ms: number) => `
  const { setTimeout } = require('node:timers/promises');
  exports.handler = async (event, context) => {
    const before = [Date.now(), context.getRemainingTimeInMillis()];
    const value = await setTimeout(${ms}, 'slept');
    return { value, took: Date.now() - before[0], spent: before[1] - context.getRemainingTimeInMillis() };
  };
`;

it('moves the world by a sleep, and not the real time, within its deadline', async () => {
  await using tested = aFunction(sleeper(60_000), { timeoutMs: 120_000 });
  const before = performance.now();
  const { value, took, spent } = Object(await tested.invoke({}));
  expect(performance.now() - before).toBeLessThan(10_000);
  expect([value, took >= 60_000, spent >= 60_000]).toEqual(['slept', true, true]);
  expect(tested.clock.now()).toEqual(new Date('2026-01-01T00:01:00Z'));
});

it('runs what becomes due while it sleeps', async () => {
  await using tested = aFunction(sleeper(1_000));
  const ran: Date[] = [];
  tested.clock.schedule(400, async () => void ran.push(tested.clock.now()));
  await tested.invoke({});
  expect(ran).toEqual([new Date(start.getTime() + 400)]);
});

it('really sleeps where the clock of the world is live', async () => {
  const clock = createMovableClock(start, { live: true });
  await using tested = aFunction(sleeper(300), { clock });
  await tested.invoke({});
  const before = performance.now();
  await tested.invoke({});
  expect(performance.now() - before).toBeGreaterThanOrEqual(290);
  clock.stop();
});

it('is timed out in a sleep past its deadline, at the deadline', async () => {
  await using tested = aFunction(sleeper(5_000));
  expect(await failure(tested.invoke({}))).toBe(
    'Sandbox.Timedout: RequestId: … Error: Task timed out after 2.00 seconds',
  );
  const moved = tested.clock.now().getTime() - start.getTime();
  expect(moved).toBeGreaterThan(1_000);
  expect(moved).toBeLessThanOrEqual(2_000);
});

it('ends a sleep that is aborted', async () => {
  await using tested = aFunction(`
    const { setTimeout } = require('node:timers/promises');
    exports.handler = () => setTimeout(1000, undefined, { signal: AbortSignal.abort() });
  `);
  expect(await failure(tested.invoke({}))).toBe('AbortError: This operation was aborted');
});
