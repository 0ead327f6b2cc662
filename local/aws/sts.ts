import { notModelled } from './aws-error.ts';
import type { Place } from './secrets/state.ts';
import { queryReply, type Reply, type WireRequest } from './wire/reply.ts';

/** STS, Query protocol: who is calling. */
export async function answerSts({ call }: WireRequest, { accountId }: Place): Promise<Reply> {
  if (call.operation !== 'GetCallerIdentity') throw notModelled('sts', call.operation);
  return queryReply(call.operation, 'https://sts.amazonaws.com/doc/2011-06-15/', {
    Arn: `arn:aws:iam::${accountId}:user/${call.accessKeyId}`,
    UserId: call.accessKeyId,
    Account: accountId,
  });
}
