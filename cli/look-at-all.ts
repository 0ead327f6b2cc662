import { ListSecretsCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Origin } from '../lambda/notices/notice.ts';
import { awsCall } from '../lambda/runtime/aws-call.ts';
import { isCredentialName, secretNameOf } from '../lambda/secrets/credential-name.ts';
import { createSecretStore } from '../lambda/secrets/secret-store.ts';
import { CommandError, type Context } from './command.ts';
import { notAws } from './explain-aws-error.ts';
import type { Look } from './progress.ts';
import { describePlace } from './target.ts';

interface ListedSecret {
  readonly name: string;
  readonly arn: string;
}

export interface SeenCredential {
  readonly origin: Origin;
  readonly look: Look;
}

/** Looks at every credential of the environment, by name. Says which account and region that is about. */
export async function lookAtAll({ world, options }: Context): Promise<readonly SeenCredential[]> {
  const { environment } = options;
  const client = world.secretsManager(options);
  try {
    const listed = await listSecrets(client, secretNameOf(environment, ''));
    const names = listed.map(({ name }) => name).filter(isCredentialName);
    const seen = await Promise.all(names.map((credential) => lookAtOne(client, { environment, credential })));
    const [first] = seen;
    if (first === undefined) throw noneThere(environment);
    world.terminal.print(describePlace(first.look.credential.arn, `environment ${environment}, all credentials`));
    return seen;
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
    const input = { Filters: [{ Key: 'name' as const, Values: [prefix] }], MaxResults: 100, NextToken: token };
    const { SecretList, NextToken } = await awsCall(call, () => client.send(new ListSecretsCommand(input)));
    if (SecretList === undefined) throw new CommandError('Failed', notAws);
    found.push(...SecretList.map(({ Name: name = '', ARN: arn = '' }) => ({ name, arn })));
    token = NextToken;
  } while (token !== undefined);
  return found
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, arn }) => ({ name: name.slice(prefix.length), arn }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

async function lookAtOne(client: SecretsManagerClient, origin: Origin): Promise<SeenCredential> {
  const name = secretNameOf(origin.environment, origin.credential);
  const credential = await createSecretStore(client, name).describe();
  return { origin, look: { credential, intake: await createSecretStore(client, `${name}/intake`).describe() } };
}
