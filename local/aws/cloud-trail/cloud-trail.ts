import { type MovableClock, minutes } from '../../clock.ts';
import { AwsError, notModelled } from '../aws-error.ts';
import type { AccessControl } from '../iam/access-control.ts';
import { readRequest } from '../secrets/check.ts';
import type { Place } from '../secrets/state.ts';
import { jsonReply, type Reply, type WireRequest } from '../wire/reply.ts';
import { eventForm } from './event-form.ts';
import { lookupEvents } from './lookup-events.ts';
import type { Trail } from './trail.ts';

export interface CloudTrailControls {
  /** How long after it happened an event becomes visible. @default 15 minutes, the longest that AWS documents */
  readonly delay: (ms: number) => void;
  /** The next calls of LookupEvents are refused with `ThrottlingException`. */
  readonly throttle: (count: number) => void;
  /** The next calls of LookupEvents fail with this error, and HTTP status 500. */
  readonly fail: (count: number, errorName?: string) => void;
  /** Whether LookupEvents shows no event at all. */
  readonly showNothing: (empty: boolean) => void;
}

interface CloudTrailParts {
  readonly clock: MovableClock;
  readonly place: Place;
  readonly access: AccessControl;
  readonly trail: Trail;
}

const refused = (message: string): AwsError => new AwsError('AccessDeniedException', message);

/** How many calls a second LookupEvents answers, in one account and region. */
const callsASecond = 2;

/** CloudTrail, JSON 1.1: LookupEvents. */
export function createCloudTrail({ clock, place, access, trail }: CloudTrailParts) {
  const faults = { delayMs: minutes(15), throttled: 0, failing: 0, errorName: '', empty: false };
  let answeredAt: readonly number[] = [];

  const controls: CloudTrailControls = {
    delay(ms) {
      faults.delayMs = ms;
    },
    throttle(count) {
      faults.throttled = count;
    },
    fail(count, errorName = 'InternalFailure') {
      Object.assign(faults, { failing: count, errorName });
    },
    showNothing(empty) {
      faults.empty = empty;
    },
  };

  function checkRate(): void {
    const now = clock.now().getTime();
    answeredAt = answeredAt.filter((at) => at > now - 1000);
    if (faults.throttled === 0 && answeredAt.length < callsASecond) {
      answeredAt = [...answeredAt, now];
      return;
    }
    faults.throttled = Math.max(0, faults.throttled - 1);
    throw new AwsError('ThrottlingException', 'Rate exceeded');
  }

  function checkFailure(): void {
    if (faults.failing === 0) return;
    faults.failing -= 1;
    throw new AwsError(faults.errorName, 'The local AWS was made to fail.', 500);
  }

  return {
    controls,
    async answer({ call, body }: WireRequest): Promise<Reply> {
      if (call.operation !== 'LookupEvents') throw notModelled('cloudtrail', call.operation);
      checkRate();
      access.authorize(call.accessKeyId, { action: 'cloudtrail:LookupEvents', resource: '*' }, refused);
      checkFailure();
      const events = faults.empty ? [] : trail.olderThan(faults.delayMs);
      return jsonReply(
        lookupEvents(
          events.map((event) => eventForm(event, place)),
          readRequest(body),
        ),
      );
    },
  };
}
