import { type FilteredLogEvent, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs';
import { awsCall, unlessAws } from '../../lambda/runtime/aws-call.ts';
import { parseObject } from '../../lambda/secrets/json.ts';
import { CommandError } from '../command-line/command-error.ts';
import type { Context } from '../world/context.ts';
import { notAws } from './explain-aws-error.ts';

export const loggingFunctions = ['rotate', 'watch', 'rollback'] as const;
export type LoggingFunction = (typeof loggingFunctions)[number];

/** How long the stack keeps a line. The template sets it for every function, and operators may not ask AWS for it. */
export const logRetentionDays = 365;

/** A log line that is a JSON object. No other line is written by this project. */
export interface LoggedLine {
  /** When it was written. UTC, to the millisecond. */
  readonly at: string;
  readonly function: LoggingFunction;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Search {
  /** In CloudWatch's filter syntax for JSON. */
  readonly pattern: string;
  readonly since: Date;
}

/** What the stack's functions wrote, as CloudWatch Logs keeps it. */
export interface FunctionLogs {
  readonly groupOf: (name: LoggingFunction) => string;
  /** The matching lines, oldest first; `undefined` when there is no such log group. Fails with `AwsCallFailed`. */
  find(name: LoggingFunction, search: Search): Promise<readonly LoggedLine[] | undefined>;
}

/** Opens the logs of the environment's functions, and closes them when `use` has ended. */
export async function withLogs<T>({ world, options }: Context, use: (logs: FunctionLogs) => Promise<T>): Promise<T> {
  const client = await world.logs(options);
  const groupOf = (name: LoggingFunction): string => `/aws/lambda/octopus-cards-${options.environment}-${name}`;

  try {
    return await use({
      groupOf,
      async find(name, { pattern, since }) {
        const input = { logGroupName: groupOf(name), filterPattern: pattern, startTime: since.getTime() };
        // An endpoint that is not AWS could return the same token forever.
        const pages = paginateFilterLogEvents({ client, stopOnSameToken: true }, input);
        const call = { operation: 'logs:FilterLogEvents', target: groupOf(name) };
        const read = awsCall(call, () => Array.fromAsync(pages, ({ events }) => events));
        const found = await unlessAws(['ResourceNotFoundException'], read);
        return found?.flatMap((events) => readEvents(name, events));
      },
    });
  } finally {
    client.destroy();
  }
}

function readEvents(name: LoggingFunction, events: readonly FilteredLogEvent[] | undefined): readonly LoggedLine[] {
  if (events === undefined) throw new CommandError('Failed', notAws);
  return events.flatMap(({ timestamp = 0, message }) => {
    const fields = parseObject(message);
    return fields === undefined ? [] : [{ at: new Date(timestamp).toISOString(), function: name, fields }];
  });
}

/** A field of a line, safe to print on a terminal; `null` when there is none. */
export function fieldOf({ fields }: LoggedLine, name: string): string | null {
  const value = fields[name];
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).replaceAll(/\p{C}/gu, ' ').slice(0, longestField);
}

const longestField = 300;
