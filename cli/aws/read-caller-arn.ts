import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import type { Context } from '../world/context.ts';

/** Who runs the command, as AWS knows it. Fails with `AwsCallFailed`. */
export async function readCallerArn({ world, options }: Context): Promise<string> {
  const client = await world.sts(options);
  try {
    const call = { operation: 'sts:GetCallerIdentity', target: 'caller' };
    return (await awsCall(call, () => client.send(new GetCallerIdentityCommand({})))).Arn ?? 'unknown';
  } finally {
    client.destroy();
  }
}
