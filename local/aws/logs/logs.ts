import { days, type MovableClock } from '../../clock.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { Place } from '../secrets/state.ts';

export interface LogEvent {
  /** In milliseconds. */
  readonly timestamp: number;
  readonly eventId: string;
  readonly message: string;
}

export interface LogsControls {
  /** Makes a log group; returns its ARN. */
  readonly add: (name: string, retentionDays?: number) => string;
  /** Deletes a log group with all that is in it. */
  readonly remove: (name: string) => void;
}

interface LogGroup {
  readonly retentionDays: number | undefined;
  readonly events: LogEvent[];
}

export type Logs = ReturnType<typeof createLogs>;

/** The one stream of a group: which process of a function wrote a line is not told apart here. */
export const stream = 'local';

/** The log groups of the local account. */
export function createLogs({ clock, place, access }: { clock: MovableClock; place: Place; access: AccessControl }) {
  const groups = new Map<string, LogGroup>();
  const arnOf = (name: string) => `arn:aws:logs:${place.region}:${place.accountId}:log-group:${name}`;
  let count = 0;
  const controls: LogsControls = {
    add(name, retentionDays) {
      groups.set(name, { retentionDays, events: groups.get(name)?.events ?? [] });
      return `${arnOf(name)}:*`;
    },
    remove: (name) => void groups.delete(name),
  };
  return {
    controls,
    arnOf,
    /** What a group still holds, by its time; `undefined` when there is none of that name. */
    eventsOf(name: string): readonly LogEvent[] | undefined {
      const group = groups.get(name);
      if (group?.retentionDays === undefined) return group?.events;
      const oldest = clock.now().getTime() - days(group.retentionDays);
      return group.events.filter(({ timestamp }) => timestamp >= oldest);
    },
    /** Takes a line that a function wrote, with the function's rights. What Lambda cannot write is lost. */
    write(name: string, accessKeyId: string, message: string): void {
      const resource = `${arnOf(name)}:log-stream:${stream}`;
      const refusal = access.refusal(accessKeyId, { action: 'logs:PutLogEvents', resource });
      if (refusal !== undefined) return;
      count += 1;
      const eventId = String(count).padStart(56, '0');
      groups.get(name)?.events.push({ timestamp: clock.now().getTime(), eventId, message });
    },
  };
}
