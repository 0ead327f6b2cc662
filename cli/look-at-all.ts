import { ListSecretsCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsCall } from '../lambda/runtime/aws-call.ts';
import { isCredentialName, secretNameOf } from '../lambda/secrets/credential-name.ts';
import type { Origin } from '../lambda/secrets/origin.ts';
import { createSecretStore } from '../lambda/secrets/secret-store.ts';
import { CommandError, type Context } from './command.ts';
import { notAws } from './explain-aws-error.ts';
import type { Look } from './progress.ts';
import { describePlace } from './target.ts';

interface ListedSecret {
  readonly name: string;
  readonly arn: string;
  readonly isDeleted: boolean;
}

export interface SeenCredential {
  readonly origin: Origin;
  readonly look: Look;
}

export interface SeenAll {
  readonly seen: readonly SeenCredential[];
  /** The secrets that are marked for deletion. What they hold can be neither read nor rotated. */
  readonly deleted: readonly string[];
}

/** Looks at every credential of the environment, by name. Says which account and region that is about. */
export async function lookAtAll({ world, options }: Context): Promise<SeenAll> {
  const { environment } = options;
  const client = world.secretsManager(options);
  try {
    const listed = await listSecrets(client, secretNameOf(environment, ''));
    const [first] = listed.filter(({ name }) => isCredentialName(name));
    if (first === undefined) throw noneThere(environment);
    const deleted = listed.filter(({ isDeleted }) => isDeleted).map(({ name }) => name);
    const names = listed
      .map(({ name }) => name)
      .filter((name) => isCredentialName(name) && !deleted.includes(name) && !deleted.includes(`${name}/intake`));
    const seen = await Promise.all(names.map((credential) => lookAtOne(client, { environment, credential })));
    world.terminal.print(describePlace(first.arn, `environment ${environment}, all credentials`));
    return { seen, deleted: deleted.map((name) => secretNameOf(environment, name)) };
  } finally {
    client.destroy();
  }
}

export const noneThere = (environment: string): CommandError =>
  new CommandError(
    'Failed',
    `there is no credential of ${environment} here: check --region and the account that you are signed in to; ` +
      'else the stack is not deployed there yet',
  );

/** The secrets under a prefix, by what comes after it. */
export async function listSecrets(client: SecretsManagerClient, prefix: string): Promise<readonly ListedSecret[]> {
  const call = { operation: 'secretsmanager:ListSecrets', target: prefix };
  const found: ListedSecret[] = [];
  let token: string | undefined;
  do {
    const input = {
      Filters: [{ Key: 'name' as const, Values: [prefix] }],
      IncludePlannedDeletion: true,
      MaxResults: 100,
      NextToken: token,
    };
    const { SecretList, NextToken } = await awsCall(call, () => client.send(new ListSecretsCommand(input)));
    if (SecretList === undefined) throw new CommandError('Failed', notAws);
    found.push(
      ...SecretList.map(({ Name: name = '', ARN: arn = '', DeletedDate }) => ({
        name,
        arn,
        isDeleted: DeletedDate !== undefined,
      })),
    );
    token = NextToken;
  } while (token !== undefined);
  return found
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, ...more }) => ({ name: name.slice(prefix.length), ...more }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

async function lookAtOne(client: SecretsManagerClient, origin: Origin): Promise<SeenCredential> {
  const name = secretNameOf(origin.environment, origin.credential);
  const credential = await createSecretStore(client, name).describe();
  return { origin, look: { credential, intake: await createSecretStore(client, `${name}/intake`).describe() } };
}
