import { DescribeSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, inject, it } from 'vitest';
import { hours } from '../../local/clock.ts';
import { applicationsWorkNow, opsRestartsNow, supportRevokesNow } from './commands/applications.ts';
import { goBack, putByHand } from './commands/by-hand.ts';
import { command } from './commands/command.ts';
import { completeHandoverNow } from './commands/handover.ts';
import { issuedBefore } from './commands/staging.ts';
import { mailsOf } from './invariants/mails.ts';
import type { Real } from './model.ts';
import { issuePair, passDays } from './model.ts';
import { live } from './sequence.ts';
import { storedIn } from './stored.ts';

/** Sequences that random ones come to too seldom, held against the same invariants. */

const promoteNew = command('a new pair is promoted', async (model, real) => {
  await real.world.stage(issuePair(model, real));
  await real.world.rotate();
});
const promoteAfterALeak = command('a new pair is promoted after a leak', async (model, real) => {
  await real.world.stage(issuePair(model, real), { reason: 'leak' });
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

const hoursPass = (count: number) =>
  command(`${count} hours pass`, (_, { world }: Real) => world.clock.advance(hours(count)));
const isAsked = (...pairs: readonly string[]) =>
  command('support has been asked', (_, { weather }: Real) => {
    const asked = mailsOf(weather.history, 'RevocationRequested', 'support').map(({ pair }) => pair);
    expect(asked.toSorted()).toEqual(pairs);
  });
const supportRevokesWhatItWasAsked = [supportRevokesNow, applicationsWorkNow];

it('support acts within the minute, and an application that is restarted in the last hour is never refused', async () => {
  const sequence = [promoteNew, ...supportRevokesWhatItWasAsked, hoursPass(23), ...supportRevokesWhatItWasAsked];
  await expect(
    live(inject('assembly'), [...sequence, opsRestartsNow, ...supportRevokesWhatItWasAsked]),
  ).resolves.toBeUndefined();
});

it('a pair leaks while the request for the one before it waits: support is asked to revoke both at once', async () => {
  const sequence = [
    promoteNew,
    hoursPass(2),
    promoteAfterALeak,
    isAsked('0001', '0002'),
    supportRevokesNow,
    applicationsWorkNow,
  ];
  await expect(live(inject('assembly'), sequence)).resolves.toBeUndefined();
});

/** Nothing moves AWSCURRENT: the mark of the replaced pair is there, and AWS tries again until it waits for the next date. */
const promotedDaysAfterTheMark = command(
  'the promotion is cut off after the mark, and comes 15 days later',
  async (model, real) => {
    const { world } = real;
    const { intercept } = world.aws;
    const isMarked = () => storedIn(world, 'credential').live?.labels.some((label) => label.startsWith('octopus/due/'));
    const isBeforeTheMark = () =>
      storedIn(world, 'credential').live?.labels.some((label) => label.startsWith('octopus/live/'));
    await world.stage(issuePair(model, real));
    world.aws.intercept = async (call) => {
      const isMove = call.operation === 'UpdateSecretVersionStage' && isMarked() && !isBeforeTheMark();
      return isMove && world.isFunction(call.accessKeyId) ? 'drop-before' : ((await intercept?.(call)) ?? 'pass');
    };
    await world.rotate();
    await passDays(real, 15);
    world.aws.intercept = intercept;
    const token = storedIn(world, 'credential').pending?.id;
    const SecretId = (await world.secretsManager.send(new DescribeSecretCommand({ SecretId: world.secretName }))).ARN;
    await world.invoke({ Step: 'finishSecret', SecretId, ClientRequestToken: token });
  },
);

it('a promotion comes days after its mark, and the hours of the hand-over count from the promotion', async () => {
  const sequence = [promotedDaysAfterTheMark, isAsked(), hoursPass(20), isAsked(), ...supportRevokesWhatItWasAsked];
  await expect(live(inject('assembly'), sequence)).resolves.toBeUndefined();
});

it('an operator completes the hand-over: support is asked, and acts within the minute', async () => {
  const sequence = [
    promoteNew,
    opsRestartsNow,
    isAsked(),
    completeHandoverNow,
    isAsked('0001'),
    ...supportRevokesWhatItWasAsked,
  ];
  await expect(live(inject('assembly'), sequence)).resolves.toBeUndefined();
});
