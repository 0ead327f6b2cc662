import { expect, it } from 'vitest';
import { secret } from './arbitraries.ts';
import { parser } from './fuzz.ts';
import { parsers } from './parsers.ts';

/** For all parsers together more than five thousand inputs, in a few seconds. */
const runs = 320;
/** The same in each run; `npm run fuzz` uses new ones. */
const seed = 2026;

it.each(parsers.map((parser) => [parser.name, parser] as const))(
  'whatever comes as %s gets a verdict in time, and no value of it is quoted',
  async (_, { fuzz }) => {
    const { counterexample, verdicts } = await fuzz(runs, seed);
    expect(counterexample, `npm run fuzz -- --runs ${runs} --seed ${seed}`).toBeUndefined();
    // If all inputs got the same verdict, they would prove little.
    expect(Object.keys(verdicts).length).toBeGreaterThan(1);
  },
);

it.each([
  ['quotes what it was given', (text: string) => ({ verdict: 'refused', output: `no key: ${text}` })],
  ['quotes a part of it', (text: string) => ({ verdict: 'refused', output: `a key that ends in ${text.slice(-6)}` })],
  [
    'breaks',
    () => {
      throw new TypeError('of undefined');
    },
  ],
])('a parser that %s is caught', async (_, judge) => {
  const { counterexample } = await parser({ name: 'planted', arbitrary: secret, judge }).fuzz(20, seed);
  expect(counterexample).toMatch(/quoted a part of a secret|of undefined/);
});
