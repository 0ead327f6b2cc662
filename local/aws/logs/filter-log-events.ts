import { AwsError, notModelled } from '../aws-error.ts';
import type { AccessControl } from '../iam/access-control.ts';
import { jsonObject, type Request, readRequest } from '../secrets/check.ts';
import { required, text, whole } from '../secrets/limits.ts';
import { jsonReply, type Reply, type WireRequest } from '../wire/reply.ts';
import { parseFilterPattern } from './filter-pattern.ts';
import { type LogEvent, type Logs, stream } from './logs.ts';

/** How many lines one call searches: on AWS, too, a page may be empty or partly full, and a token leads to the next. */
const scannedLines = 500;

const longestInstant = Number.MAX_SAFE_INTEGER;

/** CloudWatch Logs, JSON 1.1: FilterLogEvents. */
export async function answerLogs(
  { call, body }: WireRequest,
  { logs, access }: { logs: Logs; access: AccessControl },
): Promise<Reply> {
  if (call.operation !== 'FilterLogEvents') throw notModelled('logs', call.operation);
  const request = readRequest(body);
  for (const member of ['logGroupIdentifier', 'logStreamNames', 'logStreamNamePrefix', 'startFromHead', 'unmask']) {
    if (request[member] !== undefined) throw notModelled('logs', `FilterLogEvents with ${member}`);
  }
  const name = required(request, 'logGroupName', { max: 512 });
  const needed = { action: 'logs:FilterLogEvents', resource: `${logs.arnOf(name)}:log-stream:` };
  access.authorize(call.accessKeyId, needed, (message) => new AwsError('AccessDeniedException', message));
  const events = logs.eventsOf(name);
  if (events === undefined) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
  return jsonReply(page(events, request));
}

function page(all: readonly LogEvent[], request: Request): object {
  const { from, to } = readRange(request);
  const fits = readPattern(text(request, 'filterPattern', { min: 0, max: 1024 }));
  const limit = whole(request, 'limit', { min: 1, max: 10_000 }) ?? 10_000;
  const inRange = all.filter(({ timestamp }) => timestamp >= from && timestamp <= to);
  const begin = readNextToken(text(request, 'nextToken'), inRange);
  const found: LogEvent[] = [];
  let next = begin;
  for (; next < inRange.length && next < begin + scannedLines && found.length < limit; next += 1) {
    const event = inRange[next];
    if (event !== undefined && fits(event.message)) found.push(event);
  }
  const last = inRange[next - 1];
  return {
    events: found.map((event) => ({ ...event, ingestionTime: event.timestamp, logStreamName: stream })),
    searchedLogStreams: [],
    ...(next < inRange.length && last !== undefined && { nextToken: `after/${last.eventId}` }),
  };
}

/** Both ends are inclusive. */
function readRange(request: Request): { readonly from: number; readonly to: number } {
  const from = whole(request, 'startTime', { min: 0, max: longestInstant }) ?? 0;
  const to = whole(request, 'endTime', { min: 0, max: longestInstant }) ?? longestInstant;
  if (from > to) throw invalid('startTime must not be later than endTime.');
  return { from, to };
}

/** A JSON pattern never matches a line that is not JSON. */
function readPattern(pattern = ''): (message: string) => boolean {
  if (pattern === '') return () => true;
  const fits = parseFilterPattern(pattern);
  return (message) => {
    const line = jsonObject(message);
    return line !== undefined && fits(line);
  };
}

/** A token names the last event that was searched, since older events may have expired by the next call. */
function readNextToken(token: string | undefined, events: readonly LogEvent[]): number {
  if (token === undefined) return 0;
  const last = /^after\/(\d{56})$/.exec(token)?.[1];
  if (last === undefined) throw invalid('The specified nextToken is invalid.');
  const next = events.findIndex(({ eventId }) => eventId > last);
  return next < 0 ? events.length : next;
}

const invalid = (message: string): AwsError => new AwsError('InvalidParameterException', message);
