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
  /** Creates a log group. Returns its ARN. */
  readonly add: (name: string, retentionDays?: number) => string;
  /** Deletes a log group with all its lines. */
  readonly remove: (name: string) => void;
}

interface LogGroup {
  readonly retentionDays: number | undefined;
  readonly events: LogEvent[];
}

export type Logs = ReturnType<typeof createLogs>;

/** The only stream of a group: the processes of a function are not distinguished here. */
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
    /** The lines that a group still holds, by time; `undefined` if there is no such group. */
    eventsOf(name: string): readonly LogEvent[] | undefined {
      const group = groups.get(name);
      if (group?.retentionDays === undefined) return group?.events;
      const oldest = clock.now().getTime() - days(group.retentionDays);
      return group.events.filter(({ timestamp }) => timestamp >= oldest);
    },
    /** Writes a line of a function, with the function's rights. A line that Lambda may not write is lost. */
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
