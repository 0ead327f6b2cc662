import type { MovableClock } from '../clock.ts';
import { notModelled } from './aws-error.ts';
import { awsCron } from './cron-expression.ts';
import type { EventInvocations } from './event-invocations.ts';
import type { Functions } from './functions.ts';
import type { AccessControl } from './iam/access-control.ts';
import type { Queues } from './queues.ts';

export interface LocalSchedule {
  /** `<group>/<name>`; without a group it is in AWS's group `default`. */
  readonly name: string;
  /** `cron(<five fields> *)`, in UTC. */
  readonly expression: string;
  readonly functionArn: string;
  /** JSON. */
  readonly input: string;
  /** The identity that invokes the function, and sends to the dead-letter queue: the schedule's role. */
  readonly accessKeyId: string;
  readonly deadLetterArn?: string;
  /** A disabled schedule exists and starts nothing. @default 'ENABLED' */
  readonly state?: 'ENABLED' | 'DISABLED';
}

export interface SchedulerControls {
  readonly add: (schedule: LocalSchedule) => void;
  /** Turns a schedule off, as somebody does in the console. */
  readonly disable: (name: string) => void;
  readonly remove: (name: string) => void;
  /** While it is held, no schedule starts anything, and missed starts are not made up for later. */
  readonly hold: (isHeld: boolean) => void;
  /**
   * Starts are left out in every other hour of the day (UTC): a test of a year needs no run of each hour. `undefined`:
   * none is left out any more.
   */
  readonly onlyIn: (hour: number | undefined) => void;
  /** Resolves when no function is running that a schedule has started. */
  readonly idle: () => Promise<void>;
}

interface SchedulerParts {
  readonly clock: MovableClock;
  readonly access: AccessControl;
  readonly functions: Functions;
  readonly events: EventInvocations;
  readonly queues: Queues;
}

export type Scheduler = ReturnType<typeof createScheduler>;

/** EventBridge Scheduler: starts functions asynchronously, by the movable clock. */
export function createScheduler({ clock, access, functions, events, queues }: SchedulerParts) {
  const schedules = new Map<string, LocalSchedule>();
  const cancels = new Map<string, () => void>();
  let isHeld = false;
  let onlyHour: number | undefined;

  function add(schedule: LocalSchedule): void {
    schedules.set(schedule.name, schedule);
    arm(schedule);
  }

  function arm(schedule: LocalSchedule): void {
    cancels.get(schedule.name)?.();
    if (schedule.state === 'DISABLED') return;
    const next = cronOf(schedule.expression).nextRun(clock.now());
    if (next !== null)
      cancels.set(
        schedule.name,
        clock.at(next, () => fire(schedule)),
      );
  }

  async function fire(schedule: LocalSchedule): Promise<void> {
    arm(schedule);
    if (isHeld || (onlyHour !== undefined && clock.now().getUTCHours() !== onlyHour)) return;
    const { functionArn, input, accessKeyId } = schedule;
    const action = 'lambda:InvokeFunction';
    const resourcePolicy = functions.policyOf(functionArn);
    const denied = access.refusal(accessKeyId, { action, resource: functionArn, resourcePolicy });
    if (denied !== undefined) return giveUp(schedule, 'AccessDeniedException', denied);
    if (functions.find(functionArn) === undefined) {
      return giveUp(schedule, 'ResourceNotFoundException', `Function not found: ${functionArn}`);
    }
    await events.start(functionArn, JSON.parse(inputAt(input, clock.now())));
  }

  /** The scheduler retries neither error. */
  function giveUp({ name, deadLetterArn, accessKeyId, input, functionArn }: LocalSchedule, code: string, text: string) {
    if (deadLetterArn === undefined) return;
    const attributes = { ERROR_CODE: code, ERROR_MESSAGE: text, SCHEDULE_NAME: name, TARGET_ARN: functionArn };
    try {
      queues.send(deadLetterArn, accessKeyId, { body: input, attributes });
    } catch {
      // An event that the scheduler may not deliver is lost. The refusal is among the accesses.
    }
  }

  const controls: SchedulerControls = {
    add,
    disable(name) {
      const found = schedules.get(name);
      if (found === undefined) throw new Error(`there is no schedule ${name}`);
      add({ ...found, state: 'DISABLED' });
    },
    remove(name) {
      cancels.get(name)?.();
      schedules.delete(name);
    },
    hold(held) {
      isHeld = held;
    },
    onlyIn(hour) {
      onlyHour = hour;
    },
    idle: events.idle,
  };
  return {
    controls,
    find: (group: string, name: string) =>
      schedules.get(`${group}/${name}`) ?? (group === 'default' ? schedules.get(name) : undefined),
    stop(): void {
      for (const cancel of cancels.values()) cancel();
    },
  };
}

/** The scheduler replaces its keywords in the input. The time is that of the plan, also when it delivers late. */
const inputAt = (input: string, planned: Date): string =>
  input.replaceAll('<aws.scheduler.scheduled-time>', `${planned.toISOString().slice(0, 19)}Z`);

function cronOf(expression: string) {
  const [, fields = ''] = /^cron\((.+) \*\)$/.exec(expression) ?? [];
  const cron = awsCron(fields);
  if (cron === undefined) throw notModelled('scheduler', `a schedule of ${expression}`);
  return cron;
}
