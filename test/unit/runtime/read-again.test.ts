import { expect, it } from 'vitest';
import { readAgain } from '../../../lambda/runtime/read-again.ts';
import { createMovableClock } from '../../../local/clock.ts';

/** Reads numbers from 1 on, until one will do; returns the last one, and the seconds that it took. */
async function reading(willDo: (answer: number) => boolean) {
  const clock = createMovableClock(new Date('2026-11-24T10:00:00Z'));
  const began = clock.now().getTime();
  let reads = 0;
  const answer = await readAgain(async () => ++reads, willDo, clock);
  return { answer, seconds: (clock.now().getTime() - began) / 1_000 };
}

it('what will do at once is read once', async () => {
  expect(await reading(() => true)).toEqual({ answer: 1, seconds: 0 });
});

it('what will do later is read every second', async () => {
  expect(await reading((answer) => answer === 4)).toEqual({ answer: 4, seconds: 3 });
});

it('what never will do is read for ten seconds; the last answer counts', async () => {
  expect(await reading(() => false)).toEqual({ answer: 11, seconds: 10 });
});
