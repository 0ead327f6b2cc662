import { AwsError, notModelled } from './aws-error.ts';
import { describeThrown, type Functions } from './functions.ts';
import type { AccessControl } from './iam/access-control.ts';
import { invokedFunction } from './wire/call.ts';
import { jsonReply, type Reply, type WireRequest } from './wire/reply.ts';

interface Lambda {
  readonly functions: Functions;
  readonly access: AccessControl;
}

const refused = (message: string): AwsError => new AwsError('AccessDeniedException', message, 403);

/** Lambda's Invoke. What the function throws is an answer too, with its own header. */
export async function answerLambda(request: WireRequest, { functions, access }: Lambda): Promise<Reply> {
  const { call, url, body, headers } = request;
  if (call.operation !== 'Invoke') throw notModelled('lambda', call.operation);
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') throw notModelled('lambda', `Invoke with type ${type}`);
  const name = invokedFunction(url);
  const about = { resource: functions.arnOf(name), resourcePolicy: functions.policyOf(name) };
  access.authorize(call.accessKeyId, { action: 'lambda:InvokeFunction', ...about }, refused);
  if (functions.find(name) === undefined) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  }
  const event = readPayload(body);
  try {
    return jsonReply((await functions.invoke(name, event)) ?? null);
  } catch (error) {
    return jsonReply(describeThrown(error), { headers: { 'x-amz-function-error': 'Unhandled' } });
  }
}

/** AWS quotes its parser after these words; ours would quote the payload. */
function readPayload(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}
