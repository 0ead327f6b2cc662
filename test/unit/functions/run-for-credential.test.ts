import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createLog } from '../../../lambda/functions/log.ts';
import { createRunForCredential } from '../../../lambda/functions/run-for-credential.ts';
import { createMovableClock } from '../../../local/clock.ts';

const arn = (name: string) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:${name}-AbCdEf`;

/** Runs something for a second. Returns what it was about, what failed, and the line that it wrote. */
async function run(event: unknown, { flag = 'dryRun', work = () => {} }: { flag?: string; work?: () => unknown } = {}) {
  const clock = createMovableClock(new Date('2026-11-24T10:00:00Z'));
  const began = clock.now().getTime();
  const lines: unknown[] = [];
  const log = createLog({
    info: (message, fields) => lines.push([message, fields]),
    error: (message, fields) => lines.push([message, fields]),
  });
  const config = { environment: 'sandbox' } as const;
  const options = z.strictObject({ [flag]: z.optional(z.boolean()) });
  const kind = { run: 'watch', options, expected: `"${flag}": true`, verdict: 'Done' } as const;
  const handler = createRunForCredential({ config, clock, log }, kind, async ({ deadline, ...about }) => {
    await clock.sleep(1_000);
    await work();
    return { ...about, left: deadline - began };
  });
  const returned = await handler(event, { getRemainingTimeInMillis: () => 60_000 }).catch((error: unknown) => error);
  return { returned, lines };
}

describe('a run for a credential', () => {
  it.each([
    ['a name', { credential: 'api' }, { credential: 'api', secretId: 'octopus-cards/sandbox/api', options: {} }],
    [
      'an ARN',
      { credential: arn('octopus-cards/sandbox/api') },
      { credential: 'api', secretId: arn('octopus-cards/sandbox/api'), options: {} },
    ],
    [
      'a flag',
      { credential: 'api', dryRun: true },
      { credential: 'api', secretId: 'octopus-cards/sandbox/api', options: { dryRun: true } },
    ],
    [
      'a flag that is not set',
      { credential: 'api', dryRun: false },
      { credential: 'api', secretId: 'octopus-cards/sandbox/api', options: { dryRun: false } },
    ],
  ])('takes %s, and has ten seconds less than the function', async (_, event, about) => {
    expect((await run(event)).returned).toEqual({ ...about, left: 50_000 });
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'api'],
    ['no credential', {}],
    ['a credential that is no text', { credential: 1 }],
    ['a mistyped flag', { credential: 'api', dryrun: true }],
    ['an event that is a list', ['api']],
    ['a flag that is no truth value', { credential: 'api', dryRun: 'true' }],
  ])('refuses %s', async (_, event) => {
    expect((await run(event)).returned).toMatchObject({
      name: 'InvalidEvent',
      message:
        'this is no event for this function; expected {"credential": "<name or ARN>"}, optionally "dryRun": true',
    });
  });

  it.each([
    ['a name that cannot be one', 'Api/1'],
    ['the ARN of another environment', arn('octopus-cards/production/api')],
    ['the ARN of another secret', arn('other')],
  ])('refuses %s', async (_, credential) => {
    expect((await run({ credential })).returned).toMatchObject({
      name: 'InvalidEvent',
      message: 'the credential is no name and no ARN of octopus-cards/sandbox/<credential>',
    });
  });
});

describe('the line of a run', () => {
  it('says how long it took', async () => {
    expect((await run({ credential: 'api', dryRun: true })).lines).toEqual([
      ['run done', { run: 'watch', credential: 'api', dryRun: true, verdict: 'Done', durationMs: 1_000 }],
    ]);
  });
  it('knows a dry run from another flag', async () => {
    const { lines } = await run({ credential: 'api', evenThoughLiveWorks: true }, { flag: 'evenThoughLiveWorks' });
    expect(lines).toEqual([
      ['run done', { run: 'watch', credential: 'api', dryRun: false, verdict: 'Done', durationMs: 1_000 }],
    ]);
  });
  it('names what failed', async () => {
    const work = () => {
      throw new RangeError('too far');
    };
    const { lines, returned } = await run({ credential: 'api' }, { work });
    expect(lines).toEqual([
      [
        'run failed',
        {
          run: 'watch',
          credential: 'api',
          dryRun: false,
          verdict: 'RangeError',
          durationMs: 1_000,
          reason: 'too far',
        },
      ],
    ]);
    expect(returned).toBeInstanceOf(RangeError);
  });
  it('does not quote what is no error', async () => {
    const { lines, returned } = await run({ credential: 'api' }, { work: () => Promise.reject('a text') });
    expect(lines).toEqual([['run failed', expect.objectContaining({ verdict: 'UnknownError', reason: 'unknown' })]]);
    expect(returned).toBe('a text');
  });
  it('of an event that is none names no credential', async () => {
    expect((await run({})).lines).toEqual([
      ['run failed', expect.objectContaining({ credential: 'unknown', dryRun: false, verdict: 'InvalidEvent' })],
    ]);
  });
});
