import {
  CancelRotateSecretCommand,
  CreateSecretCommand,
  DeleteSecretCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checks } from '../../../cli/doctor/finding.ts';
import { days, hours, minutes } from '../../../local/clock.ts';
import type { TestWorldOptions } from '../../support/test-world.ts';
import { alice, bob, operator, replaced, startCliWorld } from './cli-world.ts';

type CliWorld = Awaited<ReturnType<typeof startCliWorld>>;

/** A day after a replacement, with a watch in between: nothing is wrong. */
async function healthy(options: TestWorldOptions = {}) {
  const world = await replaced({ watched: true, ...options });
  await world.clock.advance(days(1));
  return world;
}

/** What `--json` prints, held to its documented form. */
const answer = z.strictObject({
  environment: z.enum(['sandbox', 'production']),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  needsPerson: z.boolean(),
  checks: z.array(
    z.strictObject({
      credential: z.nullable(z.string()),
      check: z.enum([...checks.environment, ...checks.credential]),
      status: z.enum(['ok', 'warn', 'fail', 'skipped']),
      found: z.string().min(1),
      fix: z.nullable(z.string().max(71)),
      command: z.nullable(z.string()),
    }),
  ),
});

async function examine(world: CliWorld, ...args: string[]) {
  const { exitCode, out } = await world.run(['doctor', '--json', ...args]);
  expect(out).toHaveLength(1);
  const told = answer.parse(JSON.parse(out[0] ?? ''));
  expect(exitCode).toBe(told.needsPerson ? 1 : 0);
  const notWell = told.checks.filter(({ status }) => status !== 'ok');
  return { ...told, exitCode, notWell: notWell.map(({ check, status }) => `${status} ${check}`) };
}

describe('octopus doctor', () => {
  it('tells a line for each check, and ends in 0 when all is well', async () => {
    await using world = await healthy();
    const [mails, labels] = [world.aws.mailbox.length, await world.stages()];
    const { exitCode, out } = await world.run(['doctor']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, all credentials
      ok       identity       user/operator
      ok       clock          this computer's clock goes with AWS's
      ok       functions      rotate, watch, rollback are active on nodejs24.x
      ok       alarms         none of 13 is in ALARM
      ok       given-up       no run of the watch came to nothing
      ok       subscriptions  confirmed: 1 of ops, 1 of support
      Credential api
      ok       secrets        credential and intake are there, the intake with a lock
      ok       labels         4 on the credential, 3 on the intake, all of them known
      ok       rotation       every 365 days, next on 2026-11-24
      ok       schedule       cron(34 8 * * ? *) starts the watch
      ok       watch          last came to its end 2025-11-25 08:34 UTC
      ok       value          a pair is live
      ok       egress         the vendor answers; our addresses are not fixed
      ok       pulse          the live pair logs in"
    `);
    expect(exitCode).toBe(0);
    expect([world.aws.mailbox.length, await world.stages()]).toStrictEqual([mails, labels]);
    expect(world.operatorCalls()).toMatchInlineSnapshot(`
      [
        "DescribeAlarms",
        "DescribeSecret",
        "GetCallerIdentity",
        "GetFunctionConfiguration",
        "GetMetricData",
        "GetResourcePolicy",
        "GetSchedule",
        "Invoke",
        "ListSecrets",
        "ListSubscriptionsByTopic",
      ]
    `);
  });

  it('tells below a check what to do, at 80 columns but for the commands', async () => {
    await using world = await healthy();
    world.octopus.revoke(bob.apiKey);
    world.aws.cloudWatch.changeAlarm('octopus-cards-sandbox-rotate-untold-failures', { state: 'ALARM' });
    const { exitCode, out } = await world.run(['doctor', '--credential', 'api']);
    expect(out.filter((line) => !line.startsWith('ok')).join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      fail     alarms         octopus-cards-sandbox-rotate-untold-failures is in ALARM
          fix: read docs/operating.md, heading untold-failures
      Credential api
      fail     pulse          the vendor refuses the live pair (UNAUTHORIZED)
          fix: roll back at once; when that is refused ask for a new pair
          npm run octopus -- rollback --environment sandbox --credential api"
    `);
    expect(exitCode).toBe(1);
    expect(out.filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it('prints the same as JSON', async () => {
    await using world = await healthy();
    const told = await examine(world);
    expect(told).toMatchObject({ environment: 'sandbox', account: '123456789012', region: 'us-east-1' });
    expect(told.checks.map(({ credential, check }) => [credential, check])).toStrictEqual([
      ...checks.environment.map((check) => [null, check]),
      ...checks.credential.map((check) => ['api', check]),
    ]);
    expect(told).toMatchObject({ needsPerson: false, notWell: [] });
  });

  it('looks at every credential, and at one alone when it is named', async () => {
    await using world = await healthy();
    for (const Name of ['octopus-cards/sandbox/other', 'octopus-cards/sandbox/third/intake', 'octopus-cards/prod/x']) {
      await world.secretsManager.send(new CreateSecretCommand({ Name, SecretString: '{"status":"any"}' }));
    }
    const looked = (told: { checks: readonly { credential: string | null }[] }) => [
      ...new Set(told.checks.map(({ credential }) => credential)),
    ];
    expect(looked(await examine(world))).toStrictEqual([null, 'api', 'other', 'third']);
    expect(looked(await examine(world, '--credential', 'other'))).toStrictEqual([null, 'other']);
  });
});

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
    'an alarm that tells nobody',
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
    'a value that somebody broke by hand',
    ['fail value', 'skipped egress', 'skipped pulse'],
    ({ secretsManager, secretName }) =>
      secretsManager.send(new PutSecretValueCommand({ SecretId: secretName, SecretString: '{"API_KEY":1}' })),
  ],
  ['an address that is not allowed', ['fail egress', 'skipped pulse'], ({ octopus }) => octopus.allowOnly(42, [])],
  ['a vendor that is down', ['warn egress', 'skipped pulse'], ({ octopus }) => octopus.failNext(503, 9)],
  ['a live pair that was revoked', ['fail pulse'], ({ octopus }) => octopus.revoke(bob.apiKey)],
  [
    'a watch that fails',
    ['skipped value', 'skipped egress', 'fail pulse'],
    (world) => {
      world.aws.intercept = ({ operation, accessKeyId }) =>
        operation === 'GetSecretValue' && world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
    },
  ],
];

describe('what is wrong', () => {
  it.each(faults)('%s is told as %j, and nothing else is', async (_, expected, breakIt) => {
    await using world = await healthy();
    await breakIt(world);
    const { notWell, checks: told } = await examine(world, '--credential', 'api');
    expect(notWell).toStrictEqual(expected);
    const asked = told.filter(({ status }) => status === 'warn' || status === 'fail');
    expect(asked.filter(({ fix }) => fix === null)).toStrictEqual([]);
  });

  it('support that has not confirmed is told', async () => {
    await using world = await healthy({ supportConfirmed: false });
    expect((await examine(world)).notWell).toStrictEqual(['warn subscriptions']);
  });

  it('a placeholder is told, and that no login was made', async () => {
    await using world = await startCliWorld({ watched: true });
    await world.clock.advance(days(1));
    expect((await examine(world)).notWell).toStrictEqual(['warn value', 'skipped egress', 'skipped pulse']);
  });

  it('a credential that was made today has no run to miss', async () => {
    await using world = await replaced();
    expect((await examine(world)).notWell).toStrictEqual([]);
  });

  it('a date of the rotation that has passed is told, until there is a pair', async () => {
    await using world = await healthy({ replayDelaysMs: [] });
    await world.clock.advance(days(368));
    const { notWell } = await examine(world);
    expect(notWell).toContain('warn rotation');
  });

  it('the addresses to share are told, and by name those that the vendor does not allow', async () => {
    await using world = await healthy({ variables: { EGRESS_CIDRS: '203.0.113.7/32' } });
    const egress = async () => (await examine(world)).checks.find(({ check }) => check === 'egress')?.found;
    expect(await egress()).toBe('the vendor answers; share 203.0.113.7/32');
    world.octopus.allowOnly(42, ['203.0.113.9/32']);
    expect(await egress()).toBe('the vendor does not allow 203.0.113.7/32 (FORBIDDEN)');
  });
});

describe('a check that may not be made', () => {
  it.each([
    ['cloudwatch:DescribeAlarms', ['alarms']],
    ['cloudwatch:GetMetricData', ['given-up', 'watch']],
    ['sns:ListSubscriptionsByTopic', ['subscriptions']],
    ['lambda:GetFunctionConfiguration', ['functions', 'subscriptions']],
    ['lambda:InvokeFunction', ['value', 'egress', 'pulse']],
    ['scheduler:GetSchedule', ['schedule']],
    ['secretsmanager:GetResourcePolicy', ['secrets']],
  ])('for want of %s is skipped with the reason, and all others are made', async (action, skipped) => {
    await using world = await healthy();
    const arn = 'arn:aws:iam::123456789012:user/operator';
    const deny = { Statement: { Effect: 'Deny', Action: action, Resource: '*' } };
    const policies = [...world.stack.managedPolicies.values(), deny];
    world.aws.iam.addIdentity(operator, { arn, principalArn: arn, policies });
    const { notWell, checks: told } = await examine(world);
    expect(notWell).toStrictEqual(skipped.map((check) => `skipped ${check}`));
    const reasons = told.filter(({ status }) => status === 'skipped').map(({ found }) => found);
    for (const reason of reasons) expect(reason).toContain(`you may not call ${action} on `);
  });

  it('because no answer comes is skipped too', async () => {
    await using world = await healthy();
    world.aws.intercept = ({ service }) => (service === 'monitoring' ? 'drop-before' : 'pass');
    expect((await examine(world)).notWell).toStrictEqual(['skipped alarms', 'skipped given-up', 'skipped watch']);
  });
});

describe('before any check', () => {
  it('a stack that is not there is told in one line', async () => {
    await using world = await startCliWorld();
    const SecretIds = [world.secretName, world.intakeName];
    for (const SecretId of SecretIds) {
      await world.secretsManager.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    }
    const { exitCode, out, err } = await world.run(['doctor']);
    expect({ exitCode, out, err }).toStrictEqual({
      exitCode: 1,
      out: [],
      err: [expect.stringMatching(/^octopus: there is no credential of sandbox here: check --region/)],
    });
  });

  it('a credential that is not there is told in one line', async () => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['doctor', '--credential', 'nobodys']);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 1,
      err: [expect.stringMatching(/^octopus: octopus-cards\/sandbox\/nobodys was not found: check /)],
    });
  });
});

it('reads no secret, with any of its calls', async () => {
  await using world = await healthy();
  const { all } = await world.run(['doctor']);
  const calls = world.aws.calls.filter(({ accessKeyId }) => accessKeyId === operator);
  expect(calls.filter(({ operation }) => operation.includes('SecretValue'))).toStrictEqual([]);
  for (const { apiKey, apiSecret } of [alice, bob]) {
    expect(all()).not.toContain(apiKey);
    expect(all()).not.toContain(apiSecret);
  }
});
