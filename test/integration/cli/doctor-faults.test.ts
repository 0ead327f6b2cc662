import {
  CancelRotateSecretCommand,
  DeleteSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../local/clock.ts';
import { bob, replaced, startCliWorld } from './cli-world.ts';
import { type CliWorld, examine, healthy } from './doctor-world.ts';

const admin = ({ secretsManager }: CliWorld) => secretsManager;
const watchName = 'octopus-cards-sandbox-watch';

/** Something goes wrong in a world in which all is well. */
const faults: readonly [string, string[], (world: CliWorld) => Promise<unknown> | unknown][] = [
  ['a clock that is 6 minutes ahead', ['fail clock'], (world) => world.setClockAhead(minutes(6))],
  ['a clock that is 6 minutes behind', ['fail clock'], (world) => world.setClockAhead(-minutes(6))],
  [
    'a function that was idle for weeks',
    ['warn functions'],
    ({ aws }) => aws.functions.setState('octopus-cards-sandbox-rollback', { State: 'Inactive' }),
  ],
  [
    'a function that is being made',
    ['warn functions'],
    ({ aws }) => aws.functions.setState(watchName, { State: 'Pending' }),
  ],
  [
    'a function that has failed',
    ['fail functions'],
    ({ aws }) => aws.functions.setState(watchName, { State: 'Failed', StateReason: 'no subnet.' }),
  ],
  [
    'an update that has failed',
    ['fail functions'],
    ({ aws }) => aws.functions.setState(watchName, { LastUpdateStatus: 'Failed' }),
  ],
  ['another runtime', ['warn functions'], ({ aws }) => aws.functions.setState(watchName, { Runtime: 'nodejs22.x' })],
  [
    'an alarm',
    ['fail alarms'],
    ({ aws }) => aws.cloudWatch.changeAlarm('octopus-cards-sandbox-ops-undelivered', { state: 'ALARM' }),
  ],
  [
    'an alarm that notifies nobody',
    ['warn alarms'],
    ({ aws }) => aws.cloudWatch.changeAlarm('octopus-cards-sandbox-ops-undelivered', { actionsEnabled: false }),
  ],
  [
    'a run that came to nothing, with a good one after it',
    ['fail given-up'],
    async (world) => {
      world.aws.intercept = ({ operation, accessKeyId }) =>
        operation === 'GetSecretValue' && world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
      await world.clock.advance(days(1));
      world.aws.intercept = undefined;
      await world.clock.advance(days(1));
    },
  ],
  [
    'an intake that is gone',
    ['fail secrets', 'skipped labels', 'skipped rotation'],
    ({ secretsManager, intakeName }) =>
      secretsManager.send(new DeleteSecretCommand({ SecretId: intakeName, ForceDeleteWithoutRecovery: true })),
  ],
  [
    'an intake that is to be deleted',
    ['fail secrets'],
    ({ secretsManager, intakeName }) => secretsManager.send(new DeleteSecretCommand({ SecretId: intakeName })),
  ],
  [
    'an intake without its lock',
    ['fail secrets'],
    ({ secretsManager, intakeName }) =>
      secretsManager.send(
        new PutResourcePolicyCommand({
          SecretId: intakeName,
          ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
        }),
      ),
  ],
  [
    'a label of somebody else',
    ['warn labels'],
    async (world) => {
      const [versionId] = Object.keys(await world.stages());
      const label = { SecretId: world.secretName, VersionStage: 'mine', MoveToVersionId: versionId };
      await admin(world).send(new UpdateSecretVersionStageCommand(label));
    },
  ],
  [
    'AWSPENDING of a rotation that found nothing',
    ['warn labels'],
    async (world) => {
      await world.rotate();
    },
  ],
  [
    'rotation turned off',
    ['fail rotation'],
    ({ secretsManager, secretName }) => secretsManager.send(new CancelRotateSecretCommand({ SecretId: secretName })),
  ],
  ['a schedule that is turned off', ['fail schedule'], ({ aws }) => aws.scheduler.disable('octopus-cards-sandbox/api')],
  ['a schedule that is gone', ['fail schedule'], ({ aws }) => aws.scheduler.remove('octopus-cards-sandbox/api')],
  [
    'no watch for 26 hours',
    ['fail watch'],
    async ({ aws, clock }) => {
      aws.scheduler.hold(true);
      await clock.advance(hours(27));
    },
  ],
  [
    'a value that somebody broke manually',
    ['fail value', 'skipped egress', 'skipped login'],
    ({ secretsManager, secretName }) =>
      secretsManager.send(new PutSecretValueCommand({ SecretId: secretName, SecretString: '{"API_KEY":1}' })),
  ],
  ['an address that is not allowed', ['fail egress', 'skipped login'], ({ octopus }) => octopus.allowOnly(42, [])],
  ['a vendor that is down', ['warn egress', 'skipped login'], ({ octopus }) => octopus.failNext(503, 9)],
  ['a live pair that was revoked', ['fail login'], ({ octopus }) => octopus.revoke(bob.apiKey)],
  [
    'a watch that fails',
    ['skipped value', 'skipped egress', 'fail login'],
    (world) => {
      world.aws.intercept = ({ operation, accessKeyId }) =>
        operation === 'GetSecretValue' && world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
    },
  ],
];

describe('what is wrong', () => {
  it.each(faults)('%s is reported as %j, and nothing else is', async (_, expected, breakIt) => {
    await using world = await healthy();
    await breakIt(world);
    const { notWell, checks: reported } = await examine(world, '--credential', 'api');
    expect(notWell).toStrictEqual(expected);
    const asked = reported.filter(({ status }) => status === 'warn' || status === 'fail');
    expect(asked.filter(({ fix }) => fix === null)).toStrictEqual([]);
  });

  it('support that has not confirmed is reported', async () => {
    await using world = await healthy({ supportConfirmed: false });
    expect((await examine(world)).notWell).toStrictEqual(['warn subscriptions']);
  });

  it('a placeholder is reported, and that no login was made', async () => {
    await using world = await startCliWorld({ watched: true });
    await world.clock.advance(days(1));
    expect((await examine(world)).notWell).toStrictEqual(['warn value', 'skipped egress', 'skipped login']);
  });

  it('a credential that was made today has no run to miss', async () => {
    await using world = await replaced();
    expect((await examine(world)).notWell).toStrictEqual([]);
  });

  it('a date of the rotation that has passed is reported, until there is a pair', async () => {
    await using world = await healthy({ replayDelaysMs: [] });
    // Secrets Manager rotates without the watch, whose last runs are enough for what is asked here.
    world.aws.scheduler.hold(true);
    await world.clock.advance(days(366));
    world.aws.scheduler.hold(false);
    await world.clock.advance(days(2));
    const { notWell } = await examine(world);
    expect(notWell).toContain('warn rotation');
  });

  it('the addresses to share are reported, and by name those that the vendor does not allow', async () => {
    await using world = await healthy({ variables: { EGRESS_CIDRS: '203.0.113.7/32' } });
    const egress = async () => (await examine(world)).checks.find(({ check }) => check === 'egress')?.found;
    expect(await egress()).toBe('the vendor answers; share 203.0.113.7/32');
    world.octopus.allowOnly(42, ['203.0.113.9/32']);
    expect(await egress()).toBe('the vendor does not allow 203.0.113.7/32 (FORBIDDEN)');
  });
});
