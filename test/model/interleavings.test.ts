import fc, { type Scheduler } from 'fast-check';
import { expect, inject, it } from 'vitest';
import { noteLabels } from '../support/written-labels.ts';
import { goBack } from './commands/by-hand.ts';
import { interleave } from './interleave.ts';
import { invariantsInTheEnd } from './invariants/all.ts';
import { holdInvariants, issuePair, type Model, passDays, type Real, startModel } from './model.ts';
import { storedIn } from './stored.ts';

/** Each of these runs at once with the others of its row, call by call, in an order of the scheduler's choosing. */
type Actor = (real: Real) => Promise<unknown>;

const step =
  (name: string): Actor =>
  async (real) => {
    const { pending, live } = storedIn(real.world, 'credential');
    const token = (pending ?? live)?.id;
    await real.world.invoke({ Step: name, SecretId: arnOf(real), ClientRequestToken: token });
  };

const arnOf = ({ world }: Real) =>
  world.aws.accesses.find(({ resource }) => resource.includes(`:secret:${world.secretName}-`))?.resource;

const watch: Actor = ({ world }) => world.runByHand('watch');
const rollBack: Actor = ({ world }) => world.runByHand('rollback', { evenThoughLiveWorks: true });

/** A pair is staged and accepted, and no label has been moved yet. */
async function staged(model: Model, real: Real): Promise<void> {
  const { world } = real;
  await world.stage(issuePair(model, real));
  const intercept = world.aws.intercept;
  world.aws.intercept = ({ accessKeyId, operation }) =>
    world.isFunction(accessKeyId) && operation === 'UpdateSecretVersionStage' ? 'drop-before' : 'pass';
  await world.rotate();
  world.aws.intercept = intercept;
}

/** A pair is staged, and a rotation has been started that found nothing before it. */
async function waiting(model: Model, real: Real): Promise<void> {
  await real.world.rotate();
  await real.world.stage(issuePair(model, real));
}

async function replaced(model: Model, real: Real): Promise<void> {
  await real.world.stage(issuePair(model, real));
  await real.world.rotate();
  await passDays(real, 2);
}

type Row = readonly [name: string, before: (model: Model, real: Real) => Promise<void>, actors: readonly Actor[]];

const rows: readonly Row[] = [
  ['createSecret twice', waiting, [step('createSecret'), step('createSecret')]],
  ['finishSecret twice', staged, [step('finishSecret'), step('finishSecret')]],
  ['the watch and finishSecret', staged, [watch, step('finishSecret')]],
  ['the watch twice', replaced, [watch, watch]],
  ['a rollback and the watch', replaced, [rollBack, watch]],
  ['a rollback twice', replaced, [rollBack, rollBack]],
  [
    'a rollback and finishSecret',
    async (model, real) => {
      await replaced(model, real);
      await staged(model, real);
    },
    [rollBack, step('finishSecret')],
  ],
  ['somebody who goes back, and the watch', replaced, [goBack, watch]],
];

/** Runs them at once, and then lets days pass. */
async function live(scheduler: Scheduler, before: Row[1], actors: Row[2]): Promise<void> {
  const { model, real } = await startModel(inject('assembly'), {
    replayDelaysMs: [60_000],
    // Support is asked at once, so that a request is among the calls that cross.
    variables: { HANDOVER_HOURS: '0' },
  });
  try {
    await before(model, real);
    real.weather.history.noteOverlap();
    real.weather.history.noteLost();
    await interleave(
      real,
      scheduler,
      actors.map((actor) => () => actor(real)),
    );
    real.weather.history.noteLost();
    holdInvariants(real);
    await passDays(real, 4);
    holdInvariants(real);
    for (const invariant of invariantsInTheEnd) invariant(real.world, real.weather.history);
  } finally {
    noteLabels(real.world, inject('assembly'));
    await real.world[Symbol.asyncDispose]();
  }
}

const runs = 8;

it.each(rows)('%s: every invariant holds in whatever order their calls come', { timeout: 60_000 }, async (...row) => {
  const [, before, actors] = row;
  const property = fc.asyncProperty(fc.scheduler(), (scheduler) => live(scheduler, before, actors));
  const found = await fc.check(property, { seed: 2026, numRuns: runs });
  expect(found.failed ? [String(found.errorInstance), fc.defaultReportMessage(found)] : undefined).toBeUndefined();
  expect(found.numRuns).toBe(runs);
});
