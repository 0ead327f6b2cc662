import { describe, expect, it } from 'vitest';
import type { FailedEvents } from '../../../local/aws/functions.ts';
import { days, hours, minutes } from '../../../local/clock.ts';
import { anAws } from './an-aws.ts';
import { allow, anIdentity, decidedFor, deny, document } from './iam/an-identity.ts';

interface Given {
  readonly expression?: string;
  readonly events?: FailedEvents;
  readonly statements?: readonly object[];
  readonly handler?: (event: unknown) => Promise<unknown>;
}

/** An account in which a schedule starts a function once a day, with the rights of a role. */
async function scheduled({ expression = 'cron(30 8 * * ? *)', events, statements, handler }: Given = {}) {
  const world = await anAws();
  const { aws, clock } = world;
  const runs: string[] = [];
  const queueArn = aws.queues.add('given-up');
  const functionArn = aws.registerFunction({
    name: 'watch',
    accessKeyId: 'watch',
    permissions: [],
    ...(events && { events: { ...events, ...(events.onFailure !== undefined && { onFailure: queueArn }) } }),
    async handler(event) {
      runs.push(`${clock.now().toISOString().slice(5, 16)} ${JSON.stringify(event)}`);
      return await handler?.(event);
    },
  });
  anIdentity(world, ...(statements ?? [allow('lambda:InvokeFunction', functionArn), allow('sqs:SendMessage', '*')]));
  aws.scheduler.add({
    name: 'daily',
    expression,
    functionArn,
    input: '{"credential":"api"}',
    accessKeyId: 'app',
    deadLetterArn: queueArn,
  });
  return { ...world, runs, functionArn, queueArn, given: () => aws.queues.messages('given-up') };
}

const failing = async () => {
  throw new TypeError('broken');
};

describe('a schedule', () => {
  it('starts its function every day at its time, and the clock waits for it', async () => {
    await using world = await scheduled();
    await world.clock.advance(days(3));
    expect(world.runs).toEqual([
      '01-01T08:30 {"credential":"api"}',
      '01-02T08:30 {"credential":"api"}',
      '01-03T08:30 {"credential":"api"}',
    ]);
  });

  it('waits for a function that takes its time', async () => {
    const ended: string[] = [];
    await using world = await scheduled({
      async handler() {
        await world.clock.sleep(minutes(2));
        ended.push(world.clock.now().toISOString().slice(11, 16));
      },
    });
    await world.clock.advance(hours(9));
    expect(ended).toEqual(['08:32']);
  });

  it('continues after its function failed', async () => {
    await using world = await scheduled({ events: { retries: 0 }, handler: failing });
    await world.clock.advance(days(2));
    expect(world.runs).toHaveLength(2);
  });

  it('is idle when nothing that it started is running', async () => {
    await using world = await scheduled();
    await expect(world.aws.scheduler.idle()).resolves.toBeUndefined();
  });

  it('starts nothing after the server is closed', async () => {
    const world = await scheduled();
    await world.aws.close();
    await world.clock.advance(days(2));
    expect(world.runs).toEqual([]);
  });

  it.each(['rate(1 day)', 'at(2026-01-01T08:30:00)', 'cron(30 8 * * ? 2026)', 'cron(99 8 * * ? *)'])(
    'of %s is not modelled',
    async (expression) => {
      await expect(scheduled({ expression })).rejects.toMatchObject({ type: 'NotModelled' });
    },
  );
});

describe('the role of a schedule', () => {
  it('is checked at each start', async () => {
    await using world = await scheduled();
    await world.clock.advance(days(2));
    expect(decidedFor(world)).toEqual(['+ lambda:InvokeFunction', '+ lambda:InvokeFunction']);
  });

  it('that may not invoke starts nothing, and the event goes to the queue at once', async () => {
    await using world = await scheduled({ statements: [allow('sqs:SendMessage', '*')] });
    await world.clock.advance(hours(9));
    expect(world.runs).toEqual([]);
    expect(world.given()).toMatchObject([
      {
        at: new Date('2026-01-01T08:30:00Z'),
        body: '{"credential":"api"}',
        attributes: { ERROR_CODE: 'AccessDeniedException', SCHEDULE_NAME: 'daily', TARGET_ARN: world.functionArn },
      },
    ]);
  });

  it('that may neither invoke nor send loses the event', async () => {
    await using world = await scheduled({ statements: [deny('*', '*')] });
    await world.clock.advance(hours(9));
    expect([world.runs, world.given()]).toEqual([[], []]);
    expect(decidedFor(world)).toEqual(['- lambda:InvokeFunction', '- sqs:SendMessage']);
  });
});

describe('a function that fails with an event', () => {
  it('is retried after 1 minute and then 2, and its event goes to the queue', async () => {
    await using world = await scheduled({ events: { retries: 2, onFailure: 'the queue' }, handler: failing });
    await world.clock.advance(hours(9));
    expect(world.runs.map((run) => run.slice(6, 11))).toEqual(['08:30', '08:31', '08:33']);
    expect(world.given().map(({ at, body }) => [at, JSON.parse(body)])).toEqual([
      [
        new Date('2026-01-01T08:33:00Z'),
        expect.objectContaining({
          requestContext: expect.objectContaining({ condition: 'RetriesExhausted', approximateInvokeCount: 3 }),
          requestPayload: { credential: 'api' },
          responsePayload: { errorType: 'TypeError', errorMessage: 'broken' },
        }),
      ],
    ]);
  });

  it('is not retried once it has succeeded', async () => {
    let tries = 0;
    const handler = async () => (++tries === 1 ? await failing() : null);
    await using world = await scheduled({ events: { retries: 2, onFailure: 'the queue' }, handler });
    await world.clock.advance(hours(9));
    expect([world.runs.length, world.given()]).toEqual([2, []]);
  });

  it.each([
    [undefined, 3],
    [{ retries: 1 }, 2],
    [{ retries: 0 }, 1],
  ])('with %j is tried %i times, and without a queue its event is lost', async (events, times) => {
    await using world = await scheduled({ handler: failing, ...(events && { events }) });
    await world.clock.advance(hours(9));
    expect([world.runs.length, world.given()]).toEqual([times, []]);
  });

  it('sends to the queue with the rights of its own role', async () => {
    await using world = await scheduled({ events: { retries: 0, onFailure: 'the queue' }, handler: failing });
    const identity = { arn: 'arn:aws:sts::1:assumed-role/watch/i', principalArn: 'arn:aws:iam::1:role/watch' };
    world.aws.iam.addIdentity('watch', { ...identity, policies: [] });
    await world.clock.advance(hours(9));
    expect(world.given()).toEqual([]);
    expect(world.aws.accesses.at(-1)).toMatchObject({ action: 'sqs:SendMessage', allowed: false });
  });
});

describe('a queue', () => {
  it("refuses a sender that its policy denies, whatever the sender's own policy allows", async () => {
    await using world = await scheduled({ statements: [allow('sqs:SendMessage', '*')] });
    const denied = deny('sqs:*', world.queueArn, { Principal: '*' });
    world.aws.queues.setPolicy(world.queueArn, document(denied));
    await world.clock.advance(hours(9));
    expect(world.given()).toEqual([]);
  });

  it('that does not exist is an error', async () => {
    await using world = await scheduled();
    expect(() => world.aws.queues.messages('other')).toThrow('The specified queue does not exist');
  });
});
