import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { checks } from '../../../cli/doctor/finding.ts';
import { alice, bob, operator, startCliWorld } from './cli-world.ts';
import { examine, healthy } from './doctor-world.ts';

describe('octopus doctor', () => {
  it('prints a line for each check, and exits with 0 when every check is ok', async () => {
    await using world = await healthy();
    const [mails, labels] = [world.aws.mailbox.length, await world.stages()];
    const { exitCode, out } = await world.run(['doctor']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, all credentials
      ok       identity       user/operator
      ok       clock          this computer's clock agrees with AWS's
      ok       functions      rotate, watch, rollback are active on nodejs24.x
      ok       alarms         none of 13 is in ALARM
      ok       given-up       no run of the watch was given up
      ok       subscriptions  confirmed: 1 of ops, 1 of support
      Credential api
      ok       secrets        both secrets exist; the intake denies reading to all but
                              named roles
      ok       labels         4 on the credential, 3 on the intake, all of them known
      ok       rotation       every 365 days, next on 2026-11-24
      ok       schedule       cron(34 * * * ? *) starts the watch
      ok       watch          last completed 2025-11-25 08:34 UTC
      ok       value          a pair is live
      ok       egress         the vendor answers; our addresses are not fixed
      ok       login          the live pair logs in"
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

  it('prints the fix below a check, at 80 columns but for the commands', async () => {
    await using world = await healthy();
    world.octopus.revoke(bob.apiKey);
    world.aws.cloudWatch.changeAlarm('octopus-cards-sandbox-rotate-unreported-failures', { state: 'ALARM' });
    const { exitCode, out } = await world.run(['doctor', '--credential', 'api']);
    expect(out.filter((line) => !line.startsWith('ok')).join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      fail     alarms         octopus-cards-sandbox-rotate-unreported-failures is in
                              ALARM
          fix: read docs/operating.md, heading unreported-failures
      Credential api
                              named roles
      fail     login          the vendor refuses the live pair (UNAUTHORIZED)
          fix: roll back at once; if that is refused, ask for a new pair
          npm run octopus -- rollback --environment sandbox --credential api"
    `);
    expect(exitCode).toBe(1);
    expect(out.filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it('prints the same as JSON', async () => {
    await using world = await healthy();
    const reported = await examine(world);
    expect(reported).toMatchObject({ environment: 'sandbox', account: '123456789012', region: 'us-east-1' });
    expect(reported.checks.map(({ credential, check }) => [credential, check])).toStrictEqual([
      ...checks.environment.map((check) => [null, check]),
      ...checks.credential.map((check) => ['api', check]),
    ]);
    expect(reported).toMatchObject({ needsPerson: false, notWell: [] });
  });

  it('looks at every credential, and at one alone when it is named', async () => {
    await using world = await healthy();
    for (const Name of ['octopus-cards/sandbox/other', 'octopus-cards/sandbox/third/intake', 'octopus-cards/prod/x']) {
      await world.secretsManager.send(new CreateSecretCommand({ Name, SecretString: '{"status":"any"}' }));
    }
    const looked = (reported: { checks: readonly { credential: string | null }[] }) => [
      ...new Set(reported.checks.map(({ credential }) => credential)),
    ];
    expect(looked(await examine(world))).toStrictEqual([null, 'api', 'other', 'third']);
    expect(looked(await examine(world, '--credential', 'other'))).toStrictEqual([null, 'other']);
  });
});

describe('a check that may not be made', () => {
  it.each([
    ['cloudwatch:DescribeAlarms', ['alarms']],
    ['cloudwatch:GetMetricData', ['given-up', 'watch']],
    ['sns:ListSubscriptionsByTopic', ['subscriptions']],
    ['lambda:GetFunctionConfiguration', ['functions', 'subscriptions']],
    ['lambda:InvokeFunction', ['value', 'egress', 'login']],
    ['scheduler:GetSchedule', ['schedule']],
    ['secretsmanager:GetResourcePolicy', ['secrets']],
  ])('for want of %s is skipped with the reason, and all others are made', async (action, skipped) => {
    await using world = await healthy();
    const arn = 'arn:aws:iam::123456789012:user/operator';
    const deny = { Statement: { Effect: 'Deny', Action: action, Resource: '*' } };
    const policies = [...world.stack.managedPolicies.values(), deny];
    world.aws.iam.addIdentity(operator, { arn, principalArn: arn, policies });
    const { notWell, checks: reported } = await examine(world);
    expect(notWell).toStrictEqual(skipped.map((check) => `skipped ${check}`));
    const reasons = reported.filter(({ status }) => status === 'skipped').map(({ found }) => found);
    for (const reason of reasons) expect(reason).toContain(`you may not call ${action} on `);
  });

  it('because no answer comes is skipped too', async () => {
    await using world = await healthy();
    world.aws.intercept = ({ service }) => (service === 'monitoring' ? 'drop-before' : 'pass');
    expect((await examine(world)).notWell).toStrictEqual(['skipped alarms', 'skipped given-up', 'skipped watch']);
  });
});

describe('before any check', () => {
  it('a missing stack is reported in one line', async () => {
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

  it('a missing credential is reported in one line', async () => {
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
