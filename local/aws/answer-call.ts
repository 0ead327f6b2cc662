import { AwsError, notModelled } from './aws-error.ts';
import { isForm } from './wire/call.ts';
import { jsonError, queryError, type Reply, s3Error, type WireRequest } from './wire/reply.ts';

export type Service = (request: WireRequest) => Promise<Reply>;

/** The service's answer, or the error in the caller's protocol. */
export async function answerCall(service: Service | undefined, request: WireRequest): Promise<Reply> {
  const { call, headers } = request;
  try {
    if (service === undefined) throw notModelled(call.service, call.operation);
    return await service(request);
  } catch (error) {
    // Only the name of an error of ours: its text could quote a value.
    const kind = error instanceof Error ? error.name : typeof error;
    const awsError =
      error instanceof AwsError ? error : new AwsError('InternalServiceError', `local AWS: ${kind}`, 500);
    if (isForm(headers)) return queryError(awsError);
    return call.service === 's3' ? s3Error(awsError) : jsonError(awsError);
  }
}
