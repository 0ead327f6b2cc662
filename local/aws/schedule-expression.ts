import { days, hours } from '../clock.ts';
import { AwsError } from './aws-error.ts';
import { readCron } from './cron-expression.ts';
import { type Request, recordMember } from './secrets/check.ts';
import { text, whole } from './secrets/limits.ts';
import type { RotationRules } from './secrets/state.ts';

const rate = /^rate\((\d+) (hours?|days?)\)$/;

/** Reads `RotationRules` with AWS's limits: 1 to 1000 days, a rate of 4 hours to 999 days, cron on the hour, a window. */
export function readRules(request: Request): RotationRules | undefined {
  const given = recordMember(request, 'RotationRules');
  if (given === undefined) return undefined;
  const after = whole(given, 'AutomaticallyAfterDays', { min: 1, max: 1000 });
  const duration = text(given, 'Duration', { min: 2, max: 3 });
  const expression = text(given, 'ScheduleExpression', { max: 256 });
  if (after !== undefined && expression !== undefined) {
    throw invalid("You can't specify both AutomaticallyAfterDays and ScheduleExpression.");
  }
  if (expression !== undefined && !isExpression(expression)) {
    throw invalid('ScheduleExpression must be a rate of 4 hours to 999 days, or cron(0 H DoM Mon DoW *).');
  }
  if (duration !== undefined) checkDuration(duration, longestWindow(expression));
  return {
    ...(after !== undefined && { AutomaticallyAfterDays: after }),
    ...(duration !== undefined && { Duration: duration }),
    ...(expression !== undefined && { ScheduleExpression: expression }),
  };
}

function checkDuration(duration: string, longest: number): void {
  const count = Number(/^(\d{1,2})h$/.exec(duration)?.[1] ?? 0);
  if (count < 1 || count > 24) throw invalid('Duration must be 1h to 24h.');
  if (count > longest) throw invalid('The window must end before the next UTC day, and before the next window.');
}

/** In hours. Windows of a rate in days start at midnight; when those of a rate in hours start is not documented. */
function longestWindow(expression = ''): number {
  const ms = rateMs(expression);
  if (ms !== undefined) return Math.min(ms / hours(1), 24);
  const opens = readCron(expression)?.hours ?? [0];
  return Math.min(...opens.map((hour, index) => (opens[index + 1] ?? 24) - hour));
}

function isExpression(expression: string): boolean {
  const ms = rateMs(expression);
  if (ms !== undefined) return ms >= hours(4) && ms <= days(999);
  return readCron(expression) !== undefined;
}

/** The next due date after an instant; `undefined` without a schedule. */
export function nextRotation(rules: RotationRules | undefined, after: Date): Date | undefined {
  const { AutomaticallyAfterDays: every, ScheduleExpression: expression = '' } = rules ?? {};
  const ms = every === undefined ? rateMs(expression) : days(every);
  if (ms !== undefined) return new Date(after.getTime() + ms);
  return readCron(expression)?.nextAfter(after);
}

function rateMs(expression: string): number | undefined {
  const [, count, unit = ''] = rate.exec(expression) ?? [];
  return count === undefined ? undefined : (unit.startsWith('hour') ? hours : days)(Number(count));
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
