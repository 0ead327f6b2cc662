import type { CloudTrailClient, Event, LookupEventsCommandOutput } from '@aws-sdk/client-cloudtrail';
import { AwsCallFailed, awsCall } from '../runtime/aws-call.ts';
import type { Clock } from '../runtime/clock.ts';
import { type ReadEvent, type ReadSecret, readEvent } from './read-event.ts';

/** A time range; both ends belong to it. */
export interface Range {
  readonly from: Date;
  readonly to: Date;
}

export interface LookedUp {
  readonly events: readonly ReadEvent[];
  /** Whole sentences: what could not be looked up. */
  readonly notLookedUp: readonly string[];
}

export interface EventHistoryOptions {
  readonly client: () => Promise<CloudTrailClient>;
  readonly clock: Clock;
  readonly secret: ReadSecret;
  /** The ARN of the customer key of the secret; without one the reads themselves are looked up. */
  readonly keyArn: string | undefined;
}

/** Looks up who read the secret in a time range. Never fails: what could not be looked up is reported. */
export type LookUpReads = (range: Range) => Promise<LookedUp>;

/** A page has at most 50 events. */
const mostPages = 10;
/** CloudTrail answers 2 calls a second of an account, which others may make as well. */
const pauseMs = 600;
const mostTries = 3;

interface Question {
  readonly AttributeKey: 'ResourceName' | 'EventName';
  readonly AttributeValue: string;
}

/** CloudTrail's event history: management events of 90 days, up to 15 minutes late, without a trail. */
export function createEventHistory({ client, clock, secret, keyArn }: EventHistoryOptions): LookUpReads {
  const questions: readonly Question[] =
    keyArn === undefined
      ? ['GetSecretValue', 'BatchGetSecretValue'].map((name) => ({ AttributeKey: 'EventName', AttributeValue: name }))
      : [{ AttributeKey: 'ResourceName', AttributeValue: keyArn }];
  const page = async (question: Question, { from, to }: Range, NextToken: string | undefined) => {
    const { LookupEventsCommand } = await import('@aws-sdk/client-cloudtrail');
    const command = new LookupEventsCommand({
      LookupAttributes: [question],
      StartTime: from,
      EndTime: to,
      ...(NextToken !== undefined && { NextToken }),
    });
    const cloudTrail = await client();
    const call = { operation: 'cloudtrail:LookupEvents', target: secret.name };
    return await patiently(clock, () => awsCall(call, () => cloudTrail.send(command)));
  };

  async function ask(question: Question, range: Range): Promise<LookedUp> {
    const found: Event[] = [];
    let token: string | undefined;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const { Events = [], NextToken } = await page(question, range, token);
      found.push(...Events);
      token = NextToken;
      if (token === undefined) break;
    }
    const events = found
      .map(({ CloudTrailEvent }) => readEvent(CloudTrailEvent, secret))
      .filter((event) => event !== undefined);
    return { events, notLookedUp: token === undefined ? [] : [tooMany(found.at(-1)?.EventTime ?? range.to)] };
  }

  return async (range) => {
    const found: LookedUp[] = [];
    for (const question of questions) {
      found.push(await ask(question, range).catch((error: unknown) => ({ events: [], notLookedUp: [whyNot(error)] })));
    }
    return {
      events: found.flatMap(({ events }) => events),
      notLookedUp: [...new Set(found.flatMap(({ notLookedUp }) => notLookedUp))],
    };
  };
}

/** Waits before each call, and longer when CloudTrail has throttled one. */
async function patiently(
  clock: Clock,
  send: () => Promise<LookupEventsCommandOutput>,
): Promise<LookupEventsCommandOutput> {
  for (let tries = 1; ; tries += 1) {
    await clock.sleep(pauseMs * tries);
    try {
      return await send();
    } catch (error) {
      const isThrottled = error instanceof AwsCallFailed && error.awsError === 'ThrottlingException';
      if (!isThrottled || tries === mostTries) throw error;
    }
  }
}

/** The newest events come first. */
const tooMany = (oldest: Date): string =>
  `Reads before ${minuteOf(oldest)} were not looked at: CloudTrail has more than ${mostPages} pages of events.`;

const minuteOf = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const whyNot = (error: unknown): string =>
  `CloudTrail did not say who has read the secret: ${error instanceof Error ? error.message : 'unknown'}.`;
