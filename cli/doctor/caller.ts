import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod/mini';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import type { Clock } from '../../lambda/runtime/clock.ts';
import { notAws } from '../aws/explain-aws-error.ts';
import { CommandError } from '../command-line/command-error.ts';
import { fail, type Judgement, ok, warn } from './finding.ts';

/** Who is calling, and what AWS's clock and this computer's showed at the same moment. */
export interface CallerFacts {
  readonly arn: string;
  readonly awsTime: Date;
  readonly localTime: Date;
}

const withDate = z.object({ headers: z.object({ date: z.string() }) });

/** The SDK corrects its clock silently, so only the header of AWS's response shows the skew. */
export async function readCaller(sts: STSClient, clock: Clock): Promise<CallerFacts> {
  let awsTime = new Date(Number.NaN);
  let localTime = awsTime;
  const command = new GetCallerIdentityCommand({});
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      localTime = clock.now();
      awsTime = new Date(withDate.safeParse(result.response).data?.headers.date ?? Number.NaN);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
  const call = { operation: 'sts:GetCallerIdentity', target: 'caller' };
  const { Arn: arn } = await awsCall(call, () => sts.send(command));
  if (arn === undefined || Number.isNaN(awsTime.getTime())) throw new CommandError('Failed', notAws);
  return { arn, awsTime, localTime };
}

/** The first line of the output already shows account and region. */
export function judgeIdentity({ arn }: Pick<CallerFacts, 'arn'>): Judgement {
  const [, , , , , ...rest] = arn.split(':');
  if (rest.join(':') !== 'root') return ok(rest.join(':'));
  return warn('root, which no policy keeps from reading a secret', {
    fix: 'sign in with a role that has the policy in the output OperatorPolicyArn',
  });
}

/** AWS refuses a signature that is further from its own time. */
const mostSkewMs = 5 * 60_000;

export function judgeClock({ awsTime, localTime }: Omit<CallerFacts, 'arn'>): Judgement {
  const aheadMs = localTime.getTime() - awsTime.getTime();
  const skew = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs < 0 ? 'behind' : 'ahead of'} AWS's`;
  if (Math.abs(aheadMs) <= mostSkewMs) return ok("this computer's clock agrees with AWS's");
  return fail(`this computer's clock is ${skew}; AWS refuses its signatures`, {
    fix: 'synchronize the clock of this computer with a time server',
  });
}
