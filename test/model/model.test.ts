import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { live, sequences } from './sequences.ts';

const budgetMs = 20_000;

it('no sequence of what can happen breaks an invariant', { timeout: 120_000 }, async () => {
  let count = 0;
  const property = fc.asyncProperty(sequences(), async (sequence) => {
    await live(inject('assembly'), sequence);
    count += 1;
  });
  await fc.assert(property, { numRuns: 100_000, interruptAfterTimeLimit: budgetMs, markInterruptAsFailure: false });
  process.stdout.write(`${count} sequences\n`);
  expect(count).toBeGreaterThanOrEqual(1);
});
