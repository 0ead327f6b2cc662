import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Context } from '../world/context.ts';

/** The clients of the services that the checks read, beside the functions. */
export interface Aws {
  readonly secretsManager: SecretsManagerClient;
  readonly sts: STSClient;
  readonly cloudWatch: CloudWatchClient;
  readonly scheduler: SchedulerClient;
  readonly sns: SNSClient;
}

/** Opens the clients, and closes them when `use` has ended. */
export async function withAws<T>({ world, options }: Context, use: (aws: Aws) => Promise<T>): Promise<T> {
  const aws: Aws = {
    secretsManager: await world.secretsManager(options),
    sts: await world.sts(options),
    cloudWatch: await world.cloudWatch(options),
    scheduler: await world.scheduler(options),
    sns: await world.sns(options),
  };
  try {
    return await use(aws);
  } finally {
    for (const client of Object.values(aws)) client.destroy();
  }
}
