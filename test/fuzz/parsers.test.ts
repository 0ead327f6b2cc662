import { expect, it } from 'vitest';
import { parsers } from './parsers.ts';

/** Together more than five thousand inputs, in a few seconds. */
const runs = 320;
/** The same in each run; `npm run fuzz` takes new ones. */
const seed = 2026;

it.each(parsers.map((parser) => [parser.name, parser] as const))(
  'whatever comes as %s gets a verdict in time, and no value of it is quoted',
  async (_, { fuzz }) => {
    const { counterexample, verdicts } = await fuzz(runs, seed);
    expect(counterexample, `npm run fuzz -- --runs ${runs} --seed ${seed}`).toBeUndefined();
    // Inputs that all came to the same verdict would have said little.
    expect(Object.keys(verdicts).length).toBeGreaterThan(1);
  },
);
