import { CancelRotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { nextRotation } from '../../../local/aws/schedule-expression.ts';
import { days } from '../../../local/clock.ts';
import { aFunction, anAws, aSecret, eventNames } from './an-aws.ts';

it.each([
  ['rate(4 hours)', '2026-01-01T04:00:00.000Z'],
  ['rate(1 day)', '2026-01-02T00:00:00.000Z'],
  ['rate(999 days)', '2028-09-26T00:00:00.000Z'],
  ['cron(0 8 1 * ? *)', '2026-01-01T08:00:00.000Z'],
  ['cron(0 0 1 * ? *)', '2026-02-01T00:00:00.000Z'],
  ['cron(0 16 ? * MON *)', '2026-01-05T16:00:00.000Z'],
  ['cron(0 16 ? * 2 *)', '2026-01-05T16:00:00.000Z'],
  ['cron(0 9 L 2 ? *)', '2026-02-28T09:00:00.000Z'],
  ['cron(0 9 ? * L *)', '2026-01-03T09:00:00.000Z'],
  ['cron(0 9 ? * SUNL *)', '2026-01-25T09:00:00.000Z'],
  ['cron(0 9 ? * SUN#1 *)', '2026-01-04T09:00:00.000Z'],
  ['cron(0 9 ? 2/3 MON-FRI *)', '2026-02-02T09:00:00.000Z'],
  ['cron(0 9 1,15 * ? *)', '2026-01-01T09:00:00.000Z'],
  ['cron(0 /4 * * ? *)', '2026-01-01T04:00:00.000Z'],
])('%s after the new year is %s', (ScheduleExpression, expected) => {
  const next = nextRotation({ ScheduleExpression }, new Date('2026-01-01T00:00:00Z'));
  expect(next?.toISOString()).toBe(expected);
});

async function scheduled(RotationRules: object, before?: () => unknown) {
  const world = await anAws();
  const secret = await aSecret(world);
  const rotation = aFunction(world, before);
  await secret.rotate({ RotationLambdaARN: rotation.arn, RotationRules, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  return { world, secret, ...rotation, [Symbol.asyncDispose]: () => world.aws.close() };
}

const started = (world: Awaited<ReturnType<typeof anAws>>) =>
  world.aws.events.filter(({ name }) => name === 'RotationStarted').map(({ at }) => at.toISOString().slice(0, 13));

it('rotates every 90 days over 400 days', async () => {
  await using given = await scheduled({ AutomaticallyAfterDays: 90 });
  await given.world.clock.advance(days(400));
  expect(started(given.world)).toEqual(['2026-04-01T00', '2026-06-30T00', '2026-09-28T00', '2026-12-27T00']);
  expect((await given.secret.describe()).NextRotationDate).toEqual(new Date('2027-03-27T00:00:00Z'));
  expect(given.world.clock.now()).toEqual(new Date('2027-02-05T00:00:00Z'));
});

it('rotates once a year by cron', async () => {
  await using given = await scheduled({ ScheduleExpression: 'cron(0 9 1 2 ? *)', Duration: '2h' });
  await given.world.clock.advance(days(400));
  expect(started(given.world)).toEqual(['2026-02-01T09', '2027-02-01T09']);
});

it('counts the days from a value that was put manually', async () => {
  await using given = await scheduled({ AutomaticallyAfterDays: 90 });
  await given.world.clock.advance(days(60));
  await given.secret.put('by hand');
  await given.world.clock.advance(days(89));
  expect(started(given.world)).toEqual([]);
  await given.world.clock.advance(days(1));
  expect(started(given.world)).toEqual(['2026-05-31T00']);
});

it('counts the days from a value that was put manually before the schedule changed', async () => {
  await using given = await scheduled({ ScheduleExpression: 'rate(365 days)' });
  await given.world.clock.advance(days(20));
  await given.secret.put('by hand');
  await given.world.clock.advance(days(20));
  await given.secret.rotate({ RotationRules: { AutomaticallyAfterDays: 90 }, RotateImmediately: false });
  await given.world.aws.secretsManager.idle();
  expect((await given.secret.describe()).NextRotationDate).toEqual(new Date('2026-04-21T00:00:00Z'));
});

it('counts the days from the schedule where no value was put since the secret was created', async () => {
  const world = await anAws();
  await using _ = world.aws;
  const secret = await aSecret(world);
  await world.clock.advance(days(20));
  const { arn } = aFunction(world);
  const RotationRules = { AutomaticallyAfterDays: 90 };
  await secret.rotate({ RotationLambdaARN: arn, RotationRules, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  expect((await secret.describe()).NextRotationDate).toEqual(new Date('2026-04-21T00:00:00Z'));
});

it('keeps its date when a rotation outside of it fails', async () => {
  await using given = await scheduled({ AutomaticallyAfterDays: 90 }, () => {
    throw new Error('not yet');
  });
  await given.world.clock.advance(days(20));
  await given.secret.rotate();
  await given.world.aws.secretsManager.idle();
  expect(eventNames(given.world).at(-1)).toBe('RotationFailed');
  expect((await given.secret.describe()).NextRotationDate).toEqual(new Date('2026-04-01T00:00:00Z'));
  await given.world.clock.advance(days(70));
  expect(started(given.world).at(-1)).toBe('2026-04-01T00');
});

it('has a date again when it is turned on again without rules', async () => {
  await using given = await scheduled({ AutomaticallyAfterDays: 90 });
  await given.world.secretsManager.send(new CancelRotateSecretCommand({ SecretId: 'pair' }));
  expect((await given.secret.describe()).NextRotationDate).toBeUndefined();
  await given.secret.rotate({ RotateImmediately: false });
  await given.world.aws.secretsManager.idle();
  await given.world.clock.advance(days(90));
  expect(started(given.world)).toEqual(['2026-04-01T00']);
});

it('retries a stuck rotation with its own token at the next due date', async () => {
  let stuck = true;
  await using given = await scheduled({ AutomaticallyAfterDays: 30 }, () => {
    if (stuck) throw new Error('not yet');
  });
  await given.world.clock.advance(days(59));
  expect((await given.secret.describe()).NextRotationDate).toEqual(new Date('2026-01-31T00:00:00Z'));
  stuck = false;
  await given.world.clock.advance(days(1));
  const tokens = given.calls.filter(({ Step }) => Step === 'createSecret').map((call) => call.ClientRequestToken);
  expect(new Set(tokens).size).toBe(1);
  expect(eventNames(given.world).at(-1)).toBe('RotationSucceeded');
});

it('does not rotate after the server is closed', async () => {
  const given = await scheduled({ AutomaticallyAfterDays: 30 });
  await given.world.aws.close();
  await given.world.clock.advance(days(400));
  expect(started(given.world)).toEqual([]);
});
