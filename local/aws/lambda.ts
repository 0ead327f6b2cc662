import { AwsError, notModelled } from './aws-error.ts';
import { describeThrown, type Functions } from './functions.ts';
import { invokedFunction } from './wire/call.ts';
import { jsonReply, type Reply, type WireRequest } from './wire/reply.ts';

/** Lambda's Invoke. What the function throws is an answer too, with its own header. */
export async function answerLambda({ call, url, body, headers }: WireRequest, functions: Functions): Promise<Reply> {
  if (call.operation !== 'Invoke') throw notModelled('lambda', call.operation);
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') throw notModelled('lambda', `Invoke with type ${type}`);
  const name = invokedFunction(url);
  if (functions.find(name) === undefined) {
    throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  }
  try {
    return jsonReply((await functions.invoke(name, JSON.parse(body || '{}'))) ?? null);
  } catch (error) {
    return jsonReply(describeThrown(error), { headers: { 'x-amz-function-error': 'Unhandled' } });
  }
}
