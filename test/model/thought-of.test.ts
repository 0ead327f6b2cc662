import { expect, inject, it } from 'vitest';
import { command } from './commands/command.ts';
import { issuedBefore } from './commands/staging.ts';
import type { Real } from './model.ts';
import { issuePair } from './model.ts';
import { live } from './sequence.ts';

/** Sequences that random ones come to too seldom, held against the same invariants. */

const promoteNew = command('a new pair is promoted', async (model, real) => {
  await real.world.stage(issuePair(model, real));
  await real.world.rotate();
});
const promoteAgain = (back: number) =>
  command(`an earlier pair is promoted again (${back})`, async (model, real) => {
    await real.world.stage(issuedBefore(model, back));
    await real.world.rotate();
  });
const rollBack = command('a rollback', async (_, { world }: Real) => {
  await world.runByHand('rollback', { evenThoughLiveWorks: true });
});

it('two rollbacks and a promotion of the pair between them: the pair that was left first is requested', async () => {
  const sequence = [promoteNew, promoteNew, rollBack, rollBack, promoteAgain(1)];
  await expect(live(inject('assembly'), sequence)).resolves.toBeUndefined();
});
