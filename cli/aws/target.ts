import { DescribeSecretCommand, RotateSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { secretNameOf } from '../../lambda/secrets/credential-name.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { createSecretStore, type SecretStore } from '../../lambda/secrets/secret-store.ts';
import { CommandError } from '../command-line/command-error.ts';
import { type Context, originOf } from '../world/context.ts';
import { type DatedSecret, dateSecret } from './dated-secret.ts';
import { explainDeleted, notAws } from './explain-aws-error.ts';
import type { SecretViews } from './secret-views.ts';

/** The credential that a command is about. Nothing here reads a value: operators may not. */
export interface Target {
  readonly origin: Origin;
  readonly credential: Pick<SecretStore, 'describe' | 'detach'>;
  readonly intake: Pick<SecretStore, 'describe' | 'put'>;
  /** Starts a rotation; returns the id of its pending version. Fails with `AwsCallFailed`. */
  rotate(token: string): Promise<string>;
  /** When the credential and its versions were made. Fails with `AwsCallFailed`. */
  dates(): Promise<DatedSecret>;
}

/** Runs a command against its credential, after printing which one that is. */
export async function withTarget<T>(
  context: Context,
  run: (target: Target, views: SecretViews) => Promise<T>,
): Promise<T> {
  const { world, options } = context;
  const client = await world.secretsManager(options);
  try {
    const origin = originOf(options);
    const name = secretNameOf(origin.environment, origin.credential);
    const target: Target = {
      origin,
      credential: createSecretStore(client, name),
      intake: createSecretStore(client, `${name}/intake`),
      rotate: (token) =>
        awsCall({ operation: 'secretsmanager:RotateSecret', target: name }, async () => {
          const command = new RotateSecretCommand({ SecretId: name, ClientRequestToken: token });
          return (await client.send(command)).VersionId ?? token;
        }),
      dates: () => dateSecret(client, name),
    };
    for (const secretId of [name, `${name}/intake`]) await refuseUnusable(client, secretId);
    const views = await readViews(target);
    const { environment, credential } = target.origin;
    world.terminal.print(describePlace(views.credential.arn, `environment ${environment}, credential ${credential}`));
    return await run(target, views);
  } finally {
    client.destroy();
  }
}

/** AWS describes a secret that is marked for deletion like any other one. */
async function refuseUnusable(client: SecretsManagerClient, secretId: string): Promise<void> {
  const call = { operation: 'secretsmanager:DescribeSecret', target: secretId };
  const described = await awsCall(call, () => client.send(new DescribeSecretCommand({ SecretId: secretId })));
  // The SDK accepts any JSON as a response. Nothing may be written where no secret is.
  if (described.ARN === undefined) throw new CommandError('Failed', notAws);
  if (described.DeletedDate !== undefined) throw new CommandError('Failed', explainDeleted(secretId));
}

export async function readViews({ credential, intake }: Target): Promise<SecretViews> {
  return { credential: await credential.describe(), intake: await intake.describe() };
}

/** The ARN holds account and region, so no call has to ask for them. */
export function describePlace(arn: string, what: string): string {
  const [, , , region = 'unknown', account = 'unknown'] = arn.split(':');
  return `Account ${account}, region ${region}, ${what}`;
}
