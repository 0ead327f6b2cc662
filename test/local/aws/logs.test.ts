import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../local/clock.ts';
import { anAws, start } from './an-aws.ts';

const group = '/aws/lambda/rotate';
const line = (fields: object) => JSON.stringify({ level: 'INFO', ...fields });

/** A local AWS with one log group, and short names for what tests do with it. */
async function aGroup({ retentionDays }: { readonly retentionDays?: number } = {}) {
  const local = await anAws();
  const logs = new CloudWatchLogsClient(local.as('local'));
  local.aws.logs.add(group, retentionDays);
  return {
    ...local,
    logs,
    write: (message: string) => local.aws.writeLog(group, 'local', message),
    filter: (input: Partial<FilterLogEventsCommandInput> = {}) =>
      logs.send(new FilterLogEventsCommand({ logGroupName: group, ...input })),
    async all(input: Partial<FilterLogEventsCommandInput> = {}) {
      const pages: string[][] = [];
      for await (const { events = [] } of paginateFilterLogEvents(
        { client: logs },
        { logGroupName: group, ...input },
      )) {
        pages.push(events.map(({ message = '' }) => message));
      }
      return pages;
    },
    [Symbol.asyncDispose]: async () => {
      logs.destroy();
      await local[Symbol.asyncDispose]();
    },
  };
}

const messages = ({ events = [] }: { readonly events?: { readonly message?: string | undefined }[] | undefined }) =>
  events.map(({ message }) => message);

describe('a log group of the local account', () => {
  it("holds lines in their order, at the clock's time", async () => {
    await using local = await aGroup();
    local.write('first');
    await local.clock.advance(minutes(5));
    local.write('second');
    const { events = [] } = await local.filter();
    expect(events.map(({ message, timestamp }) => [message, timestamp])).toEqual([
      ['first', start.getTime()],
      ['second', start.getTime() + minutes(5)],
    ]);
  });

  it('is searched between two instants, both inclusive', async () => {
    await using local = await aGroup();
    for (const message of ['one', 'two', 'three', 'four']) {
      local.write(message);
      await local.clock.advance(1);
    }
    const range = { startTime: start.getTime() + 1, endTime: start.getTime() + 2 };
    expect(messages(await local.filter(range))).toEqual(['two', 'three']);
  });

  it('finds the lines that match a pattern, and none that is not JSON', async () => {
    await using local = await aGroup();
    const wanted = line({ message: 'transition', credential: 'api' });
    for (const message of [wanted, line({ message: 'transition', credential: 'api-2' }), '{"broken', 'plain']) {
      local.write(message);
    }
    const filterPattern = '{ $.message = "transition" && $.credential = "api" }';
    expect(messages(await local.filter({ filterPattern }))).toEqual([wanted]);
  });

  it('answers page by page, of which some are empty', async () => {
    await using local = await aGroup();
    for (let count = 0; count < 1_200; count += 1) local.write(line({ count }));
    const last = line({ count: 1_199 });
    expect((await local.all()).map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(await local.all({ filterPattern: '{ $.count = "1199" }' })).toEqual([[], [], [last]]);
    expect((await local.all({ limit: 400 })).map(({ length }) => length)).toEqual([400, 400, 400]);
  });

  it('continues from a token although lines have expired meanwhile', async () => {
    await using local = await aGroup({ retentionDays: 1 });
    for (let count = 0; count < 3; count += 1) local.write(String(count));
    await local.clock.advance(minutes(1));
    local.write('3');
    const { nextToken } = await local.filter({ limit: 2 });
    await local.clock.advance(days(1) - 1);
    expect(messages(await local.filter({ nextToken }))).toEqual(['3']);
  });

  it('deletes lines older than its retention', async () => {
    await using local = await aGroup({ retentionDays: 365 });
    local.write('old');
    await local.clock.advance(days(365));
    local.write('new');
    expect(messages(await local.filter())).toEqual(['old', 'new']);
    await local.clock.advance(1);
    expect(messages(await local.filter())).toEqual(['new']);
  });

  it('without a retention keeps every line', async () => {
    await using local = await aGroup();
    local.write('old');
    await local.clock.advance(days(4_000));
    expect(messages(await local.filter())).toEqual(['old']);
  });

  it('that does not exist, or was deleted, is not found', async () => {
    await using local = await aGroup();
    const response = { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' };
    await expect(local.filter({ logGroupName: '/aws/lambda/other' })).rejects.toMatchObject(response);
    local.write('lost');
    local.aws.logs.remove(group);
    local.write('lost too');
    await expect(local.filter()).rejects.toMatchObject(response);
  });

  it.each<[string, Partial<FilterLogEventsCommandInput>, string]>([
    ['an invalid token', { nextToken: 'elsewhere' }, 'InvalidParameterException'],
    ['a range that ends before it starts', { startTime: 2, endTime: 1 }, 'InvalidParameterException'],
    ['a limit beyond 10,000', { limit: 10_001 }, 'ValidationException'],
    ['a pattern that is not modelled', { filterPattern: '{ $.count > 1 }' }, 'NotModelled'],
    ['a pattern of plain words', { filterPattern: 'transition' }, 'NotModelled'],
    ['a pattern that is incomplete', { filterPattern: '{ $.a = "b" && }' }, 'NotModelled'],
    ['a parenthesis that is not closed', { filterPattern: '{ ($.a = "b" }' }, 'NotModelled'],
    ['streams, which are not modelled', { logStreamNames: ['one'] }, 'NotModelled'],
  ])('refuses %s', async (_, input, name) => {
    await using local = await aGroup();
    await expect(local.filter(input)).rejects.toMatchObject({ name });
  });
});

describe('the rights on a log group', () => {
  const allowing = (Action: string, Resource: string) => ({
    arn: 'arn:aws:iam::123456789012:user/one',
    principalArn: 'arn:aws:iam::123456789012:user/one',
    policies: [{ Version: '2012-10-17', Statement: { Effect: 'Allow', Action, Resource } }],
  });

  it('to read it are on the group and its streams', async () => {
    await using local = await aGroup();
    const client = new CloudWatchLogsClient(local.as('one'));
    const read = () => client.send(new FilterLogEventsCommand({ logGroupName: group }));
    const arn = `arn:aws:logs:us-east-1:123456789012:log-group:${group}`;
    local.aws.iam.addIdentity('one', allowing('logs:FilterLogEvents', `${arn}:*`));
    await expect(read()).resolves.toMatchObject({ events: [] });
    local.aws.iam.addIdentity('one', allowing('logs:FilterLogEvents', `${arn}-other:*`));
    await expect(read()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: `User: arn:aws:iam::123456789012:user/one is not authorized to perform: logs:FilterLogEvents on resource: ${arn}:log-stream: because no identity-based policy allows the logs:FilterLogEvents action`,
    });
    client.destroy();
  });

  it('to write are those of the function: without them its lines are lost', async () => {
    await using local = await aGroup();
    local.aws.iam.addIdentity('one', allowing('logs:CreateLogStream', '*'));
    local.aws.writeLog(group, 'one', 'lost');
    local.aws.iam.addIdentity('one', allowing('logs:PutLogEvents', '*'));
    local.aws.writeLog(group, 'one', 'kept');
    expect(messages(await local.filter())).toEqual(['kept']);
  });
});
