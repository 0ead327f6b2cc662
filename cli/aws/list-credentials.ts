import { ListSecretsCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { isCredentialName, secretNameOf } from '../../lambda/secrets/credential-name.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { createSecretStore } from '../../lambda/secrets/secret-store.ts';
import { CommandError } from '../command-line/command-error.ts';
import type { Context } from '../world/context.ts';
import { notAws } from './explain-aws-error.ts';
import type { SecretViews } from './secret-views.ts';
import { describePlace } from './target.ts';

interface ListedSecret {
  readonly name: string;
  readonly arn: string;
  readonly isDeleted: boolean;
}

export interface CredentialViews {
  readonly origin: Origin;
  readonly views: SecretViews;
}

export interface AllCredentials {
  readonly seen: readonly CredentialViews[];
  /** The secrets that are marked for deletion. What they hold can be neither read nor rotated. */
  readonly deleted: readonly string[];
}

/** Reads every credential of the environment, by name, and prints account and region. */
export async function readAllCredentials({ world, options }: Context): Promise<AllCredentials> {
  const { environment } = options;
  const client = await world.secretsManager(options);
  try {
    const listed = await listSecrets(client, secretNameOf(environment, ''));
    const [first] = listed.filter(({ name }) => isCredentialName(name));
    if (first === undefined) throw noCredentials(environment);
    const deleted = listed.filter(({ isDeleted }) => isDeleted).map(({ name }) => name);
    const names = listed
      .map(({ name }) => name)
      .filter((name) => isCredentialName(name) && !deleted.includes(name) && !deleted.includes(`${name}/intake`));
    const seen = await Promise.all(names.map((credential) => readOne(client, { environment, credential })));
    world.terminal.print(describePlace(first.arn, `environment ${environment}, all credentials`));
    return { seen, deleted: deleted.map((name) => secretNameOf(environment, name)) };
  } finally {
    client.destroy();
  }
}

export const noCredentials = (environment: string): CommandError =>
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

async function readOne(client: SecretsManagerClient, origin: Origin): Promise<CredentialViews> {
  const name = secretNameOf(origin.environment, origin.credential);
  const credential = await createSecretStore(client, name).describe();
  return { origin, views: { credential, intake: await createSecretStore(client, `${name}/intake`).describe() } };
}
