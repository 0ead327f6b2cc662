import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { describe, expect, it } from 'vitest';
import { type Search, withLogs } from '../../../cli/aws/function-logs.ts';
import { readOptions } from '../../../cli/command-line/option.ts';
import { commonOptions } from '../../../cli/command-line/shared-options.ts';
import type { World } from '../../../cli/world/world.ts';
import { answering } from '../../support/answering.ts';
import { noAws } from '../../unit/cli/no-aws.ts';
import { recordingTerminal } from '../../unit/cli/recording-terminal.ts';

const search: Search = { pattern: '{ $.message = "transition" }', since: new Date(0) };

/** Searches the log of the watch at a server that answers as it likes. */
function find(endpoint: string) {
  const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } };
  const world: World = {
    terminal: recordingTerminal().terminal,
    clock: { now: () => new Date(0), sleep: async () => {} },
    randomUUID: () => 'unused',
    ...noAws,
    logs: async () => new CloudWatchLogsClient({ ...settings, maxAttempts: 1 }),
  };
  return withLogs({ world, options: readOptions(commonOptions, {}) }, (logs) => logs.find('watch', search));
}

const event = (message: string, timestamp = 1_000) => ({ timestamp, message, eventId: message });

describe('the log of a function', () => {
  it('comes to an end where every page names the same next one', async () => {
    await using server = await answering(200, JSON.stringify({ events: [event('{"a":1}')], nextToken: 'same' }));
    expect((await find(server.url))?.length).toBe(2);
  });

  it('leaves out what is no JSON object', async () => {
    const events = ['{"a":1}', '{"broken', 'START RequestId', '[1]', '"text"', 'null', ''].map((text) => event(text));
    await using server = await answering(200, JSON.stringify({ events }));
    expect(await find(server.url)).toStrictEqual([
      { at: '1970-01-01T00:00:01.000Z', function: 'watch', fields: { a: 1 } },
    ]);
  });

  it.each([
    ['another JSON', 200, '{"portal":true}'],
    ['a sign-in page', 200, '<html>portal</html>'],
  ])('is not looked for in %s', async (_, status, body) => {
    await using server = await answering(status, body);
    await expect(find(server.url)).rejects.toThrow(/not from AWS|SyntaxError/);
  });

  it('is `undefined` where there is no such group', async () => {
    const body = { __type: 'ResourceNotFoundException', message: 'The specified log group does not exist.' };
    await using server = await answering(400, JSON.stringify(body));
    expect(await find(server.url)).toBeUndefined();
  });
});
