import { expect, it } from 'vitest';
import { alice, bob, operator, startCliWorld, typing } from './cli-world.ts';

it("every call that the command makes is allowed by the operators' policy", async () => {
  await using world = await startCliWorld({ replayDelaysMs: [] });
  await world.run(['stage', '--no-rotate'], typing(alice));
  await world.run(['rotate']);
  // A rotation that finds nothing is stuck; the next command clears it.
  await world.run(['rotate']);
  await world.run(['unstick', '--yes']);
  await world.rotate();
  await world.run(['stage', '--yes', '--log'], typing(bob));
  await world.run(['status']);
  await world.run(['status', '--credential', 'api']);
  await world.run(['request']);
  await world.run(['watch', '--dry-run']);
  await world.run(['request']);
  await world.run(['rollback', '--yes']);
  await world.run(['doctor']);
  await world.run(['history']);

  const asked = world.aws.accesses.filter(({ accessKeyId }) => accessKeyId === operator);
  expect(asked.filter(({ allowed }) => !allowed)).toEqual([]);
  expect([...new Set(asked.map(({ action }) => action))].toSorted()).toEqual([
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'lambda:GetFunctionConfiguration',
    'lambda:InvokeFunction',
    'logs:FilterLogEvents',
    'scheduler:GetSchedule',
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetResourcePolicy',
    'secretsmanager:ListSecretVersionIds',
    'secretsmanager:ListSecrets',
    'secretsmanager:PutSecretValue',
    'secretsmanager:RotateSecret',
    'secretsmanager:UpdateSecretVersionStage',
    'sns:ListSubscriptionsByTopic',
  ]);
  expect(await world.liveKey()).toBe(bob.apiKey);
});
