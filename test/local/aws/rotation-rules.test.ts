import { expect, it } from 'vitest';
import { aFunction, anAws, aSecret, refusal } from './an-aws.ts';

it.each([
  [{ ScheduleExpression: 'cron(0 25 1 * ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 31 2 ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 * * * *)' }],
  [{ ScheduleExpression: 'cron(0 8 ? * ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 ? ? ? *)' }],
  [{ ScheduleExpression: 'cron(0 ? 1 * ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 1 ? ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 ? * 8 *)' }],
  [{ ScheduleExpression: 'cron(0 8 1W * ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 1 13 ? *)' }],
  [{ ScheduleExpression: 'cron(0 8 1 *  ? *)' }],
  [{ AutomaticallyAfterDays: 30, Duration: '25h' }],
  [{ AutomaticallyAfterDays: 30, Duration: '3600h' }],
  [{ ScheduleExpression: 'cron(0 22 1 * ? *)', Duration: '3h' }],
  [{ ScheduleExpression: 'cron(0 0/8 * * ? *)', Duration: '9h' }],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '5h' }],
])('refuses the rules %j', async (RotationRules) => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const { arn } = aFunction(world);
  expect(await refusal(secret.rotate({ RotationLambdaARN: arn, RotationRules }))).toMatch(
    /^400 (InvalidParameter|Validation)Exception/,
  );
});

it.each([
  [{ AutomaticallyAfterDays: 30, Duration: '24h' }],
  [{ ScheduleExpression: 'rate(10 days)', Duration: '24h' }],
  [{ ScheduleExpression: 'rate(4 hours)', Duration: '4h' }],
  [{ ScheduleExpression: 'cron(0 22 1 * ? *)', Duration: '2h' }],
  [{ ScheduleExpression: 'cron(0 0/8 * * ? *)', Duration: '8h' }],
])('takes the window of %j', async (RotationRules) => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const { arn } = aFunction(world);
  await secret.rotate({ RotationLambdaARN: arn, RotationRules, RotateImmediately: false });
  await world.aws.secretsManager.idle();
  expect((await secret.describe()).RotationRules).toEqual(RotationRules);
});
