import { notModelled } from './aws-error.ts';
import type { AccessControl } from './iam/access-control.ts';
import type { Place } from './secrets/state.ts';
import { queryReply, type Reply, type WireRequest } from './wire/reply.ts';

/** STS, Query protocol: GetCallerIdentity, which needs no right. */
export async function answerSts(
  { call }: WireRequest,
  { access, place }: { access: AccessControl; place: Place },
): Promise<Reply> {
  if (call.operation !== 'GetCallerIdentity') throw notModelled('sts', call.operation);
  return queryReply(call.operation, 'https://sts.amazonaws.com/doc/2011-06-15/', {
    Arn: access.identityOf(call.accessKeyId).arn,
    UserId: call.accessKeyId,
    Account: place.accountId,
  });
}
