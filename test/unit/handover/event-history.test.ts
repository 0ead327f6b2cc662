import { CloudTrailClient, type LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { describe, expect, it } from 'vitest';
import { createEventHistory } from '../../../lambda/handover/event-history.ts';

const name = 'octopus-cards/sandbox/api';
const secret = { name, arn: `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf` };
const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-4333-8444-555555555555';
const range = { from: new Date('2026-11-01T00:00:00Z'), to: new Date('2026-11-02T00:00:00Z') };

/** A read of the secret, as CloudTrail has it. */
const event = (minute: string) => ({
  EventTime: new Date(`2026-11-01T10:${minute}:00Z`),
  CloudTrailEvent: JSON.stringify({
    eventName: 'GetSecretValue',
    eventTime: `2026-11-01T10:${minute}:00Z`,
    userIdentity: { arn: 'arn:aws:iam::123456789012:user/ann' },
    requestParameters: { secretId: name },
  }),
});

const failure = (awsError: string) => Object.assign(new Error(awsError), { name: awsError });

/** What a call answers: a page with the events of these minutes, the last one or not, or an error by its name. */
type Answer = { readonly minutes: readonly string[]; readonly more?: boolean } | string;

/** Looks up with a client that answers so, one after the other; then always as the last one. */
async function lookedUp(answers: readonly Answer[], key: { readonly keyArn: string | undefined } = { keyArn }) {
  const calls: string[] = [];
  const slept: number[] = [];
  const cloudTrail = new CloudTrailClient({ region: 'eu-central-1' });
  Object.assign(cloudTrail, {
    send: async ({ input }: LookupEventsCommand) => {
      const [{ AttributeKey, AttributeValue } = {}] = input.LookupAttributes ?? [];
      calls.push([AttributeKey, AttributeValue, input.NextToken].filter(Boolean).join(' '));
      expect([input.StartTime, input.EndTime]).toEqual([range.from, range.to]);
      const answer = answers[calls.length - 1] ?? answers.at(-1) ?? { minutes: [] };
      if (typeof answer === 'string') throw failure(answer);
      return {
        Events: answer.minutes.map(event),
        ...(answer.more && { NextToken: `page-${calls.length + 1}` }),
      };
    },
  });
  const clock = { now: () => range.to, sleep: async (ms: number) => void slept.push(ms) };
  const client = async () => cloudTrail;
  const { events, notLookedUp } = await createEventHistory({ client, clock, secret, ...key })(range);
  return { calls, slept, minutes: events.map(({ at }) => at.slice(14, 16)), notLookedUp };
}

describe('the event history', () => {
  it('is asked for what a customer key decrypted, each call after a pause', async () => {
    expect(await lookedUp([{ minutes: ['05', '04'] }])).toEqual({
      calls: [`ResourceName ${keyArn}`],
      slept: [600],
      minutes: ['05', '04'],
      notLookedUp: [],
    });
  });

  it('is asked for the reads themselves where there is no customer key', async () => {
    const { calls, minutes } = await lookedUp([{ minutes: ['05'] }, { minutes: ['04'] }], { keyArn: undefined });
    expect(calls).toEqual(['EventName GetSecretValue', 'EventName BatchGetSecretValue']);
    expect(minutes).toEqual(['05', '04']);
  });

  it('that answers only one of both questions reports what it knows, and once what it does not', async () => {
    const { minutes, notLookedUp } = await lookedUp([{ minutes: ['05'] }, 'AccessDeniedException'], {
      keyArn: undefined,
    });
    expect(minutes).toEqual(['05']);
    expect(notLookedUp).toHaveLength(1);
    expect((await lookedUp(['AccessDeniedException'], { keyArn: undefined })).notLookedUp).toHaveLength(1);
  });

  it('is read page by page', async () => {
    const { calls, minutes, notLookedUp } = await lookedUp([{ minutes: ['05'], more: true }, { minutes: ['04'] }]);
    expect(calls).toEqual([`ResourceName ${keyArn}`, `ResourceName ${keyArn} page-2`]);
    expect(minutes).toEqual(['05', '04']);
    expect(notLookedUp).toEqual([]);
  });

  it('is read for ten pages at most, and says before when it did not look', async () => {
    const { calls, minutes, notLookedUp } = await lookedUp([{ minutes: ['05'], more: true }]);
    expect(calls).toHaveLength(10);
    expect(minutes).toHaveLength(10);
    expect(notLookedUp).toEqual([
      'Reads before 2026-11-01 10:05 UTC were not looked at: CloudTrail has more than 10 pages of events.',
    ]);
  });

  it('that is throttled is asked again, after a longer pause', async () => {
    const { slept, minutes } = await lookedUp(['ThrottlingException', 'ThrottlingException', { minutes: ['05'] }]);
    expect(slept).toEqual([600, 1200, 1800]);
    expect(minutes).toEqual(['05']);
  });

  it.each<[awsError: string, tries: number]>([
    ['ThrottlingException', 3],
    ['AccessDeniedException', 1],
    ['InvalidNextTokenException', 1],
  ])('that answers %s each time is asked %i times, and nothing is thrown', async (awsError, tries) => {
    const { calls, minutes, notLookedUp } = await lookedUp([awsError]);
    expect(calls).toHaveLength(tries);
    expect(minutes).toEqual([]);
    expect(notLookedUp).toEqual([expect.stringContaining('CloudTrail did not say who has read the secret: ')]);
    expect(notLookedUp[0]).toContain(awsError);
  });
});
