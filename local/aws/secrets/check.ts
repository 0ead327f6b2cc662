import { AwsError } from '../aws-error.ts';

/** A request's members, as far as they were sent. */
export type Request = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Request =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parses a JSON object; `undefined` if the text is not one. */
export function jsonObject(text: string): Request | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a request. The error quotes neither the request nor the parser's message, which contains it. */
export function readRequest(body: string): Request {
  const request = jsonObject(body || '{}');
  if (request === undefined) throw unserializable('The body', 'a JSON object');
  return request;
}

/** Reads a member of one JSON type; `null` counts as absent. Another type is refused. */
const member =
  <Value>(isOfType: (value: unknown) => value is Value, expected: string) =>
  (request: Request, name: string): Value | undefined => {
    const value = request[name];
    if (value === undefined || value === null) return undefined;
    if (!isOfType(value)) throw unserializable(name, expected);
    return value;
  };

const isText = (value: unknown): value is string => typeof value === 'string';
const isWhole = (value: unknown): value is number => Number.isInteger(value);
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const isBase64 = (value: unknown): value is string =>
  isText(value) && Buffer.from(value, 'base64').toString('base64') === value;
const isListOf =
  <Item>(isItem: (value: unknown) => value is Item) =>
  (value: unknown): value is readonly Item[] =>
    Array.isArray(value) && value.every(isItem);

export const textMember = member(isText, 'a string');
export const wholeMember = member(isWhole, 'a whole number');
export const flagMember = member(isFlag, 'true or false');
export const binaryMember = member(isBase64, 'a string in Base64');
export const textsMember = member(isListOf(isText), 'a list of strings');
export const recordMember = member(isRecord, 'an object');
export const recordsMember = member(isListOf(isRecord), 'a list of objects');

const unserializable = (name: string, expected: string): AwsError =>
  new AwsError('SerializationException', `${name} must be ${expected}.`);
