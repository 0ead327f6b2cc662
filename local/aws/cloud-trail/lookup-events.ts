import { AwsError, notModelled } from '../aws-error.ts';
import { isRecord, type Request, recordsMember, textMember, wholeMember } from '../secrets/check.ts';
import type { eventForm } from './event-form.ts';

type Shown = ReturnType<typeof eventForm>;

const attributes = new Map<string, (event: Shown) => readonly string[]>([
  ['EventId', ({ EventId }) => [EventId]],
  ['EventName', ({ EventName }) => [EventName]],
  ['EventSource', ({ EventSource }) => [EventSource]],
  ['ReadOnly', ({ ReadOnly }) => [ReadOnly]],
  ['Username', ({ Username }) => [Username]],
  ['AccessKeyId', ({ AccessKeyId }) => [AccessKeyId]],
  ['ResourceType', ({ Resources }) => Resources.map(({ ResourceType }) => ResourceType)],
  ['ResourceName', ({ Resources }) => Resources.map(({ ResourceName }) => ResourceName)],
]);

const members = ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults', 'NextToken'];

/** One page, newest first. */
export function lookupEvents(all: readonly Shown[], request: Request): object {
  const unknown = Object.keys(request).find((name) => !members.includes(name));
  if (unknown !== undefined) throw notModelled('cloudtrail', `LookupEvents with ${unknown}`);
  const size = readSize(request);
  const { from, to } = readRange(request);
  const fits = readAttribute(request);
  const found = all.filter((event) => event.EventTime >= from && event.EventTime <= to && fits(event)).toReversed();
  const begin = readNextToken(request, found);
  const page = found.slice(begin, begin + size);
  const last = page.at(-1);
  return {
    Events: page,
    ...(begin + size < found.length && last !== undefined && { NextToken: tokenAfter(last.EventId, request) }),
  };
}

function readSize(request: Request): number {
  const size = wholeMember(request, 'MaxResults') ?? 50;
  if (size >= 1 && size <= 50) return size;
  throw new AwsError('InvalidMaxResultsException', 'Max results must be between 1 and 50.');
}

/** In seconds, both ends inclusive. */
function readRange({ StartTime: from = 0, EndTime: to = Number.MAX_SAFE_INTEGER }: Request) {
  if (typeof from !== 'number' || typeof to !== 'number') {
    throw new AwsError('SerializationException', 'StartTime and EndTime must be numbers.');
  }
  if (from <= to) return { from, to };
  throw new AwsError('InvalidTimeRangeException', 'The start time must not be later than the end time.');
}

function readAttribute(request: Request): (event: Shown) => boolean {
  const given = recordsMember(request, 'LookupAttributes') ?? [];
  if (given.length > 1) throw invalidAttributes('You can use only one lookup attribute in a request.');
  const [attribute] = given;
  if (attribute === undefined) return () => true;
  const { AttributeKey: key, AttributeValue: value } = attribute;
  const valuesOf = attributes.get(String(key));
  if (valuesOf === undefined || typeof value !== 'string') throw invalidAttributes('The lookup attribute is invalid.');
  return (event) => valuesOf(event).includes(value);
}

const invalidAttributes = (message: string): AwsError => new AwsError('InvalidLookupAttributesException', message);

/** A token continues after an event, because newer ones may have become visible, and holds for the same question only. */
const tokenAfter = (eventId: string, { LookupAttributes, StartTime, EndTime }: Request): string =>
  Buffer.from(JSON.stringify({ eventId, of: [LookupAttributes, StartTime, EndTime] })).toString('base64url');

function readNextToken(request: Request, found: readonly Shown[]): number {
  const token = textMember(request, 'NextToken');
  if (token === undefined) return 0;
  const last = found.findIndex(({ EventId }) => EventId === eventIdIn(token));
  if (last >= 0 && tokenAfter(found[last]?.EventId ?? '', request) === token) return last + 1;
  throw new AwsError('InvalidNextTokenException', 'The next token is invalid, or belongs to another request.');
}

function eventIdIn(token: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return isRecord(value) ? value.eventId : undefined;
  } catch {
    return undefined;
  }
}
