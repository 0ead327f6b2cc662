import { DescribeSecretCommand, RotateSecretCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsCall } from '../lambda/runtime/aws-call.ts';
import { secretNameOf } from '../lambda/secrets/credential-name.ts';
import type { Origin } from '../lambda/secrets/origin.ts';
import { createSecretStore, type SecretStore } from '../lambda/secrets/secret-store.ts';
import { CommandError, type Context } from './command.ts';
import { type DatedSecret, dateSecret } from './dated-secret.ts';
import { explainDeleted, notAws } from './explain-aws-error.ts';
import type { Look } from './progress.ts';

/** The credential that a command is about. Nothing here reads a value: operators have no right to. */
export interface Target {
  readonly origin: Origin;
  readonly credential: Pick<SecretStore, 'describe' | 'detach'>;
  readonly intake: Pick<SecretStore, 'describe' | 'put'>;
  /** Starts a rotation; returns the id of its pending version. Fails with `AwsCallFailed`. */
  rotate(token: string): Promise<string>;
  /** When the credential and its versions were made. Fails with `AwsCallFailed`. */
  dates(): Promise<DatedSecret>;
}

/** Runs a command against its credential, once it is clear and told which one that is. */
export async function withTarget<T>(context: Context, run: (target: Target, look: Look) => Promise<T>): Promise<T> {
  const { world, options } = context;
  const client = world.secretsManager(options);
  try {
    const name = secretNameOf(options.environment, options.credential);
    const target: Target = {
      origin: { environment: options.environment, credential: options.credential },
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
    const look = await lookAt(target);
    const { environment, credential } = target.origin;
    world.terminal.print(describePlace(look.credential.arn, `environment ${environment}, credential ${credential}`));
    return await run(target, look);
  } finally {
    client.destroy();
  }
}

/** A secret that is marked for deletion still describes itself as if nothing were the matter. */
async function refuseUnusable(client: SecretsManagerClient, secretId: string): Promise<void> {
  const call = { operation: 'secretsmanager:DescribeSecret', target: secretId };
  const told = await awsCall(call, () => client.send(new DescribeSecretCommand({ SecretId: secretId })));
  // The SDK takes any JSON for a reply. Nothing may be put where no secret is.
  if (told.ARN === undefined) throw new CommandError('Failed', notAws);
  if (told.DeletedDate !== undefined) throw new CommandError('Failed', explainDeleted(secretId));
}

export async function lookAt({ credential, intake }: Target): Promise<Look> {
  return { credential: await credential.describe(), intake: await intake.describe() };
}

/** The ARN tells account and region, so nobody has to be asked for them. */
export function describePlace(arn: string, what: string): string {
  const [, , , region = 'unknown', account = 'unknown'] = arn.split(':');
  return `Account ${account}, region ${region}, ${what}`;
}

/** A person says yes, or `--yes` did. Where nobody can be asked the answer is no. */
export async function agree({ world: { terminal }, options }: Context, question: string): Promise<boolean> {
  if (options.yes) return true;
  if (terminal.canAsk) return await terminal.confirm(question);
  terminal.warn('Nobody can be asked here: there is no terminal. --yes says yes to every question.');
  return false;
}

/** Before a change: production is typed out, everything else is a yes. */
export async function confirmChange(context: Context, question: string): Promise<void> {
  if (context.options.environment === 'production') return await confirmProduction(context);
  if (!(await agree(context, question))) throw new CommandError('Declined', 'declined; nothing was changed');
}

/** Production is typed out, so that nobody changes it out of habit. */
export async function confirmProduction({ world: { terminal }, options }: Context): Promise<void> {
  if (options.environment !== 'production' || options.yes) return;
  if (!terminal.canAsk) {
    throw new CommandError('Declined', 'production needs a confirmation and there is no terminal to ask on: add --yes');
  }
  const typed = await terminal.readLine('This is production. Type "production" to go on:');
  if (typed?.trim() !== 'production') throw new CommandError('Declined', 'not confirmed; nothing was changed');
}
