import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { anAws, refusal } from './an-aws.ts';
import { account, allow, anIdentity, decidedFor, role } from './iam/an-identity.ts';

/** An account with a schedule in a group of its own. */
async function scheduled() {
  const world = await anAws();
  const runs: unknown[] = [];
  const functionArn = world.aws.registerFunction({
    name: 'watch',
    handler: async (event) => {
      runs.push(event);
    },
  });
  anIdentity(world, allow('lambda:InvokeFunction', '*'), allow('scheduler:GetSchedule', '*'));
  world.aws.scheduler.add({
    name: 'ours/api',
    expression: 'cron(30 8 * * ? *)',
    functionArn,
    input: '{"credential":"api"}',
    accessKeyId: 'app',
  });
  const scheduler = new SchedulerClient(world.as('app'));
  const get = (Name: string, GroupName?: string) => scheduler.send(new GetScheduleCommand({ Name, GroupName }));
  return { ...world, runs, functionArn, get };
}

it('returns a schedule of a group', async () => {
  await using world = await scheduled();
  expect(await world.get('api', 'ours')).toMatchObject({
    Arn: `arn:aws:scheduler:us-east-1:${account}:schedule/ours/api`,
    GroupName: 'ours',
    Name: 'api',
    State: 'ENABLED',
    ScheduleExpression: 'cron(30 8 * * ? *)',
    ScheduleExpressionTimezone: 'UTC',
    Target: { Arn: world.functionArn, Input: '{"credential":"api"}', RoleArn: role },
  });
});

it('returns a schedule that is disabled, which starts nothing', async () => {
  await using world = await scheduled();
  world.aws.scheduler.disable('ours/api');
  expect(await world.get('api', 'ours')).toMatchObject({ State: 'DISABLED' });
  await world.clock.advance(days(2));
  expect(world.runs).toEqual([]);
  expect(() => world.aws.scheduler.disable('ours/other')).toThrow('no schedule ours/other');
});

it('does not return a schedule that was removed, which starts nothing', async () => {
  await using world = await scheduled();
  world.aws.scheduler.remove('ours/api');
  await world.clock.advance(days(2));
  expect([await refusal(world.get('api', 'ours')), world.runs]).toEqual([
    '404 ResourceNotFoundException: Schedule api does not exist.',
    [],
  ]);
});

it('finds a schedule only in its own group', async () => {
  await using world = await scheduled();
  expect(await refusal(world.get('api'))).toContain('Schedule api does not exist');
  world.aws.scheduler.add({
    name: 'plain',
    expression: 'cron(30 8 * * ? *)',
    functionArn: world.functionArn,
    input: '{}',
    accessKeyId: 'app',
  });
  expect(await world.get('plain')).toMatchObject({ GroupName: 'default', Name: 'plain' });
});

it('refuses a caller without the right, whether or not the schedule exists', async () => {
  await using world = await scheduled();
  anIdentity(world, allow('scheduler:GetSchedule', `arn:aws:scheduler:us-east-1:${account}:schedule/ours/*`));
  expect(await refusal(world.get('other', 'theirs'))).toMatch(
    /^403 AccessDeniedException: User: .*schedule\/theirs\/other/,
  );
  expect(await refusal(world.get('other', 'ours'))).toMatch(/^404 /);
  expect(decidedFor(world)).toEqual(['- scheduler:GetSchedule', '+ scheduler:GetSchedule']);
});
