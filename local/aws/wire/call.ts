import type { IncomingMessage } from 'node:http';

/** One call that arrived, without its content. */
export interface Call {
  /**
   * As in the signature: `secretsmanager`, `sns`, `sts`, `lambda`, `logs`, `scheduler`, `monitoring` (CloudWatch),
   * `cloudtrail`.
   */
  readonly service: string;
  readonly operation: string;
  readonly accessKeyId: string;
  readonly at: Date;
}

const scope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;
// The AWS CLI writes `com.amazonaws.cloudtrail.v20131101.` before CloudTrail's own.
const targetForm = /^(.*)\.([^.]*)$/;
const aboutFunction = /^\/2015-03-31\/functions\/([^/]+)\/(invocations|configuration)(?:\?|$)/;
const aboutSchedule = /^\/schedules\/([^/?]+)(?:\?(.*))?$/;
// Maps and not objects: a name from a caller would also be found on the prototype of an object.
const queryVersions = new Map([
  ['2010-03-31', 'sns'],
  ['2011-06-15', 'sts'],
]);

type Head = Pick<IncomingMessage, 'headers' | 'method' | 'url'>;

/** Reads who calls what, from the signature's scope first; unsigned calls by their target, version or path. */
export function identifyCall({ headers, method, url = '/' }: Head, body: string, at: Date): Call {
  const [, accessKeyId = '', signedFor] = scope.exec(headers.authorization ?? '') ?? [];
  const [, target = '', targetOperation] = targetForm.exec(String(headers['x-amz-target'] ?? '')) ?? [];
  const form = isForm(headers) ? new URLSearchParams(body) : undefined;
  const byPath = operationByPath(method, url);
  const guessed = target || queryVersions.get(form?.get('Version') ?? '') || (byPath?.service ?? 'unknown');
  const operation = targetOperation ?? form?.get('Action') ?? byPath?.operation ?? `${method} ${url}`;
  return { service: signedFor ?? guessed, operation, accessKeyId, at };
}

export const isForm = (headers: IncomingMessage['headers']): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

export const functionIn = (url: string): string => decodeURIComponent(aboutFunction.exec(url)?.[1] ?? '');

/** The schedule that a request is about, with its group. */
export function scheduleIn(url: string): { readonly group: string; readonly name: string } {
  const [, name = '', query = ''] = aboutSchedule.exec(url) ?? [];
  return { group: new URLSearchParams(query).get('groupName') ?? 'default', name: decodeURIComponent(name) };
}

/** Services that speak REST name their operation by method and path. */
function operationByPath(method: string | undefined, url: string): Pick<Call, 'service' | 'operation'> | undefined {
  const what = aboutFunction.exec(url)?.[2];
  if (what === 'invocations') return { service: 'lambda', operation: 'Invoke' };
  if (method !== 'GET') return undefined;
  if (what === 'configuration') return { service: 'lambda', operation: 'GetFunctionConfiguration' };
  return aboutSchedule.test(url) ? { service: 'scheduler', operation: 'GetSchedule' } : undefined;
}
