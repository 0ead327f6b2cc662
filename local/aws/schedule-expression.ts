import { Cron } from 'croner';
import { days, hours } from '../clock.ts';
import { AwsError } from './aws-error.ts';
import { type Request, recordMember } from './secrets/check.ts';
import { text, whole } from './secrets/limits.ts';
import type { RotationRules } from './secrets/state.ts';

const rate = /^rate\((\d+) (hours?|days?)\)$/;
const cron = /^cron\(0 ([^)]+) \*\)$/;
const characters = /^[0-9A-Za-z()#?*\-/, ]+$/;

/** Reads `RotationRules` with AWS's limits: 1 to 1000 days, a rate of 4 hours to 999 days, cron on the hour. */
export function readRules(request: Request): RotationRules | undefined {
  const given = recordMember(request, 'RotationRules');
  if (given === undefined) return undefined;
  const after = whole(given, 'AutomaticallyAfterDays', { min: 1, max: 1000 });
  const duration = text(given, 'Duration', { min: 2, max: 3 });
  const expression = text(given, 'ScheduleExpression', { max: 256 });
  if (after !== undefined && expression !== undefined) {
    throw invalid("You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
  }
  if (duration !== undefined && !isDuration(duration)) throw invalid('Duration must be 1h to 24h.');
  if (expression !== undefined && !isExpression(expression)) {
    throw invalid('ScheduleExpression must be a rate of 4 hours to 999 days, or cron(0 H DoM Mon DoW *).');
  }
  return {
    ...(after !== undefined && { AutomaticallyAfterDays: after }),
    ...(duration !== undefined && { Duration: duration }),
    ...(expression !== undefined && { ScheduleExpression: expression }),
  };
}

function isDuration(duration: string): boolean {
  const count = Number(/^(\d{1,2})h$/.exec(duration)?.[1] ?? 0);
  return count >= 1 && count <= 24;
}

function isExpression(expression: string): boolean {
  const ms = rateMs(expression);
  if (ms !== undefined) return ms >= hours(4) && ms <= days(999);
  return characters.test(expression) && cronOf(expression) !== undefined;
}

/** When the next rotation is due after an instant; `undefined` without a schedule. */
export function nextRotation(rules: RotationRules | undefined, after: Date): Date | undefined {
  const { AutomaticallyAfterDays: every, ScheduleExpression: expression = '' } = rules ?? {};
  const ms = every === undefined ? rateMs(expression) : days(every);
  if (ms !== undefined) return new Date(after.getTime() + ms);
  return cronOf(expression)?.nextRun(after) ?? undefined;
}

function rateMs(expression: string): number | undefined {
  const [, count, unit = ''] = rate.exec(expression) ?? [];
  return count === undefined ? undefined : (unit.startsWith('hour') ? hours : days)(Number(count));
}

/** AWS's six fields as croner's five: the minute is 0 and the year is every year, by AWS's own rule; 1 is Sunday. */
function cronOf(expression: string): Cron | undefined {
  const fields = cron.exec(expression)?.[1];
  if (fields === undefined) return undefined;
  try {
    return new Cron(`0 ${fields.replaceAll('?', '*')}`, {
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

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
