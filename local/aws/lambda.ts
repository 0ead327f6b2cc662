import { AwsError, notModelled } from './aws-error.ts';
import { describeThrown, type Functions, type LocalFunction } from './functions.ts';
import type { AccessControl } from './iam/access-control.ts';
import { functionIn } from './wire/call.ts';
import { jsonReply, type Reply, type WireRequest } from './wire/reply.ts';

interface Lambda {
  readonly functions: Functions;
  readonly access: AccessControl;
}

const refused = (message: string): AwsError => new AwsError('AccessDeniedException', message, 403);

export async function answerLambda(request: WireRequest, lambda: Lambda): Promise<Reply> {
  switch (request.call.operation) {
    case 'Invoke':
      return await invoke(request, lambda);
    case 'GetFunctionConfiguration':
      return jsonReply(describe(request, lambda));
  }
  throw notModelled('lambda', request.call.operation);
}

/** An error that the function throws is an answer too, marked by a header. */
async function invoke(request: WireRequest, lambda: Lambda): Promise<Reply> {
  const { url, body, headers } = request;
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type !== 'RequestResponse') throw notModelled('lambda', `Invoke with type ${type}`);
  find(request, 'lambda:InvokeFunction', lambda);
  const event = readPayload(body);
  try {
    return jsonReply((await lambda.functions.invoke(functionIn(url), event)) ?? null);
  } catch (error) {
    return jsonReply(describeThrown(error), { headers: { 'x-amz-function-error': 'Unhandled' } });
  }
}

/** AWS appends its parser's message; ours would quote the payload. */
function readPayload(body: string): unknown {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}

function describe(request: WireRequest, lambda: Lambda): object {
  const found = find(request, 'lambda:GetFunctionConfiguration', lambda);
  const { name, configuration } = found;
  return {
    FunctionName: name,
    FunctionArn: lambda.functions.arnOf(name),
    ...(configuration !== undefined && {
      Runtime: configuration.runtime,
      Handler: configuration.handler,
      Timeout: configuration.timeoutMs / 1000,
      MemorySize: configuration.memoryMb,
      Environment: { Variables: configuration.variables },
    }),
    State: 'Active',
    LastUpdateStatus: 'Successful',
    ...lambda.functions.stateOf(name),
  };
}

/** The function that a request is about. A caller without the right does not learn whether it exists. */
function find({ call, url }: WireRequest, action: string, { functions, access }: Lambda): LocalFunction {
  const name = functionIn(url);
  const about = { resource: functions.arnOf(name), resourcePolicy: functions.policyOf(name) };
  access.authorize(call.accessKeyId, { action, ...about }, refused);
  const found = functions.find(name);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  return found;
}
