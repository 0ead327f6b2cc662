import { expect, it } from 'vitest';
import { createMovableClock, days, minutes } from '../../../local/clock.ts';

const start = new Date('2026-01-01T00:00:00Z');

it('stands still until it is moved', async () => {
  const clock = createMovableClock(start);
  expect(clock.now()).toEqual(start);
  await clock.advance(days(400));
  expect(clock.now()).toEqual(new Date('2027-02-05T00:00:00Z'));
});

it('runs what is due in the order of its date, at its date', async () => {
  const clock = createMovableClock(start);
  const ran: string[] = [];
  const note = (name: string) => async () => void ran.push(`${name} ${clock.now().toISOString().slice(11, 16)}`);
  clock.schedule(minutes(2), note('second'));
  clock.schedule(minutes(1), note('first'));
  clock.at(new Date('2026-01-01T00:02:00Z'), note('third'));
  clock.schedule(minutes(1), note('cancelled'))();
  clock.schedule(minutes(9), note('later'));
  await clock.advance(minutes(5));
  expect(ran).toEqual(['first 00:01', 'second 00:02', 'third 00:02']);
});

it('waits for what it started, and runs what that scheduled', async () => {
  const clock = createMovableClock(start);
  const ran: number[] = [];
  const again = async () => {
    await clock.sleep(100);
    ran.push(clock.now().getTime() - start.getTime());
    if (ran.length < 3) clock.schedule(minutes(1), again);
  };
  clock.schedule(minutes(1), again);
  await clock.advance(minutes(3) + 200);
  expect(ran).toEqual([60_100, 120_200, 180_300]);
});

it('is moved by a sleep, which runs what becomes due', async () => {
  const clock = createMovableClock(start);
  const ran: string[] = [];
  clock.schedule(minutes(1), async () => void ran.push('due'));
  await clock.sleep(minutes(2));
  expect([ran, clock.now()]).toEqual([['due'], new Date('2026-01-01T00:02:00Z')]);
});

it('is consistent after two concurrent moves', async () => {
  const clock = createMovableClock(start);
  clock.schedule(minutes(1), () => clock.sleep(minutes(1)));
  await Promise.all([clock.advance(minutes(1)), clock.advance(minutes(2))]);
  const ran: string[] = [];
  clock.schedule(minutes(1), async () => void ran.push('due'));
  await clock.sleep(minutes(1));
  expect(ran).toEqual(['due']);
});

it('follows the real time when it is live, and can still be moved', async () => {
  const clock = createMovableClock(start, { live: true });
  const ran: string[] = [];
  clock.schedule(50, async () => void ran.push('by itself'));
  clock.schedule(days(1), async () => void ran.push('moved'));
  await clock.sleep(600);
  expect(ran).toEqual(['by itself']);
  await clock.advance(days(2));
  expect(ran).toEqual(['by itself', 'moved']);
  clock.stop();
});
