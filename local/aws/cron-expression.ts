import { Cron } from 'croner';

export interface CronExpression {
  readonly nextAfter: (instant: Date) => Date | undefined;
  /** The hours of a day at which its windows open, in their order. */
  readonly hours: readonly number[];
}

/** AWS's six fields and the values that each allows. The minute is 0 and the year is every year. */
const form = /^cron\(0 ([\d,*/-]+) ([\dL,*/-]+|\?) ([\dA-Z,*/-]+) ([1-7A-Z#,*/-]+|\?) \*\)$/;

/** Reads a `cron()` of Secrets Manager; `undefined` if it is invalid or never due. */
export function readCron(expression: string): CronExpression | undefined {
  const [, hour = '', day = '', month = '', weekday = ''] = form.exec(expression) ?? [];
  // One of the two day fields is given, and the other one is `?`.
  if ((day === '?') === (weekday === '?')) return undefined;
  const cron = awsCron(`0 ${hour} ${day} ${month} ${weekday === 'L' ? 'SAT' : weekday}`);
  if (!cron?.nextRun(new Date(0))) return undefined;
  return { nextAfter: (instant) => cron.nextRun(instant) ?? undefined, hours: hoursOf(hour) };
}

function hoursOf(field: string): readonly number[] {
  const daily = awsCron(`0 ${field} * * *`);
  return Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
    daily?.match(new Date(Date.UTC(2000, 0, 1, hour))),
  );
}

const crons = new Map<string, Cron | undefined>();

/** AWS's fields without the year, as croner's five, in UTC; 1 is Sunday. `undefined` if croner refuses them. */
export function awsCron(fields: string): Cron | undefined {
  // Every world has the same few, and asks for the next date of each on every day.
  if (!crons.has(fields)) crons.set(fields, read(fields));
  return crons.get(fields);
}

function read(fields: string): Cron | undefined {
  try {
    return new Cron(fields.replaceAll('?', '*'), {
      mode: '5-part',
      timezone: 'UTC',
      paused: true,
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
  } catch {
    return undefined;
  }
}
