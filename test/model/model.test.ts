import { expect, inject, it } from 'vitest';
import { described, explore } from './explore.ts';

/** The same in each run, so that a test tells of the change that was made; `npm run soak` goes on with new ones. */
const seed = 2026;
const seconds = 8;
const atLeast = 100;

it(`every invariant holds in whatever order people, faults and time come: ${seconds} s, ${atLeast} sequences at least`, {
  timeout: 240_000,
}, async () => {
  const explored = await explore(inject('assembly'), { seed, seconds, atLeast });
  process.stdout.write(`${explored.ran} sequences of the model in ${explored.seconds.toFixed(0)} s\n`);
  expect(explored.counterexample && described(explored.counterexample)).toBeUndefined();
  expect(explored.ran).toBeGreaterThanOrEqual(atLeast);
});
