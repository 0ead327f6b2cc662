import { expect, inject, it } from 'vitest';
import { applicationsWorkNow, supportRevokesNow } from './commands/applications.ts';
import { goBack, putByHand } from './commands/by-hand.ts';
import { command } from './commands/command.ts';
import { issuedBefore } from './commands/staging.ts';
import { invariant11NoApplicationIsCutOff, requestsAreHeldBack } from './invariants/invariant-11.ts';
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

/** The run of the watch sees the labels as they were before somebody went back. */
const watchWhileReadsLag = command('somebody goes back, and the watch runs while reads lag', async (_, real) => {
  real.weather.lags = true;
  real.world.aws.secretsManager.lag({ ms: 200 });
  await goBack(real);
  await real.world.runByHand('watch');
});
const putNew = command('somebody puts a new pair', (model, real) => putByHand(real, issuePair(model, real)));

it('a watch that sees labels which are out of date asks nobody to revoke the live pair', async () => {
  await expect(live(inject('assembly'), [putNew, watchWhileReadsLag])).resolves.toBeUndefined();
});

const holdInvariant11 = command('invariant 11 is held', (_, { world, weather }) =>
  invariant11NoApplicationIsCutOff(world, weather.history),
);

it('support revokes within the minute, and an application has not been restarted yet', async () => {
  const sequence = [applicationsWorkNow, promoteNew, supportRevokesNow, applicationsWorkNow, holdInvariant11];
  const lived = live(inject('assembly'), sequence);
  if (requestsAreHeldBack) await expect(lived).resolves.toBeUndefined();
  else await expect(lived).rejects.toThrow('invariant 11: office is refused with …0001');
});
