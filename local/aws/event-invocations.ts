import { randomUUID } from 'node:crypto';
import { type MovableClock, minutes } from '../clock.ts';
import { describeThrown, type Functions } from './functions.ts';
import type { Queues } from './queues.ts';

export type EventInvocations = ReturnType<typeof createEventInvocations>;

interface Invocation {
  readonly arn: string;
  readonly event: unknown;
  readonly tries: number;
}

/** The delays before a failed event is retried, each counted from the failure before it. */
const delaysMs = [minutes(1), minutes(2)];

/** Lambda's asynchronous invocation: a failed event is retried, and then sent to the function's queue for failures. */
export function createEventInvocations(given: { clock: MovableClock; functions: Functions; queues: Queues }) {
  const { clock, functions, queues } = given;
  const running = new Set<Promise<void>>();
  const cancels = new Set<() => void>();

  async function attempt({ arn, event, tries }: Invocation): Promise<void> {
    try {
      await functions.invoke(arn, event);
    } catch (error) {
      const delayMs = delaysMs.slice(0, functions.find(arn)?.events?.retries)[tries];
      if (delayMs === undefined) giveUp({ arn, event, tries: tries + 1 }, error);
      else later(delayMs, { arn, event, tries: tries + 1 });
    }
  }

  function later(delayMs: number, invocation: Invocation): void {
    const cancel = clock.schedule(delayMs, () => {
      cancels.delete(cancel);
      return track(invocation);
    });
    cancels.add(cancel);
  }

  function giveUp({ arn, event, tries }: Invocation, error: unknown): void {
    const { accessKeyId, events } = functions.find(arn) ?? {};
    if (events?.onFailure === undefined || accessKeyId === undefined) return;
    const body = JSON.stringify({
      version: '1.0',
      timestamp: clock.now().toISOString(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${arn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: tries,
      },
      requestPayload: event,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: describeThrown(error),
    });
    try {
      queues.send(events.onFailure, accessKeyId, { body, attributes: {} });
    } catch {
      // An event that Lambda may not deliver is lost. The refusal is among the accesses.
    }
  }

  function track(invocation: Invocation): Promise<void> {
    const tracked = attempt(invocation).finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  }

  return {
    /** Resolves when the function has ended its first try, successfully or not. */
    start: (arn: string, event: unknown) => track({ arn, event, tries: 0 }),
    /** Resolves when no function is running for an event. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.all(running);
    },
    stop(): void {
      for (const cancel of cancels) cancel();
    },
  };
}
