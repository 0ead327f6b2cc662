import { randomUUID } from 'node:crypto';
import { days, type MovableClock } from '../../clock.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { Request } from '../secrets/check.ts';

/** A call that was answered, or a use of a key for it. */
export interface Happened {
  readonly name: 'GetSecretValue' | 'BatchGetSecretValue' | 'Decrypt';
  /** The access key of the caller. */
  readonly caller: string;
  /** Never a value: requests that read have none. */
  readonly requestParameters: Request;
  /** The key that was used. */
  readonly keyArn?: string;
}

export interface TrailEvent extends Happened {
  readonly id: string;
  readonly at: Date;
  /** What the caller was at that time. */
  readonly arn: string;
  readonly principalArn: string;
}

export type Trail = ReturnType<typeof createTrail>;

/** CloudTrail keeps its event history for 90 days; the number bounds the memory of a world that is left running. */
const kept = { ms: days(90), events: 20_000 };

/** What CloudTrail has recorded, oldest first. */
export function createTrail({ clock, access }: { clock: MovableClock; access: AccessControl }) {
  let events: TrailEvent[] = [];
  return {
    record(happened: Happened): void {
      const { arn, principalArn } = access.identityOf(happened.caller);
      events.push({ ...happened, id: randomUUID(), at: clock.now(), arn, principalArn });
      if (events.length >= kept.events * 1.5) events = events.slice(-kept.events);
    },
    /** The events that the history holds now, of those that are at least this old. */
    olderThan(ms: number): readonly TrailEvent[] {
      const now = clock.now().getTime();
      events = events.filter(({ at }) => at.getTime() > now - kept.ms).slice(-kept.events);
      return events.filter(({ at }) => at.getTime() <= now - ms);
    },
  };
}
