import { expect, it } from 'vitest';
import { anAws, aSecret } from './an-aws.ts';

type World = Awaited<ReturnType<typeof anAws>>;

/** A call as no SDK would make it. */
async function call({ aws }: World, operation: string, body: string) {
  const headers = { 'x-amz-target': `secretsmanager.${operation}`, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(aws.url, { method: 'POST', headers, body });
  const { __type, message } = (await response.json()) as { __type?: string; message?: string };
  return `${response.status} ${__type}: ${message}`;
}

it.each(['{"SecretId":"pair"', 'secret-of-alice', '[]', 'null', '"pair"', '7'])('refuses the body %s', async (body) => {
  await using world = await anAws();
  await aSecret(world);
  expect(await call(world, 'ListSecrets', body)).toBe('400 SerializationException: The body must be a JSON object.');
});

const ClientRequestToken = '11111111-1111-4111-8111-111111111111';

it.each<[operation: string, members: object, message: string]>([
  ['PutSecretValue', { SecretString: 7 }, 'SecretString must be a string'],
  ['PutSecretValue', { SecretString: 'second', VersionStages: 'x' }, 'VersionStages must be a list of strings'],
  ['PutSecretValue', { SecretString: 'second', VersionStages: [7] }, 'VersionStages must be a list of strings'],
  ['PutSecretValue', { SecretBinary: 'not base64!!' }, 'SecretBinary must be a string in Base64'],
  ['UpdateSecret', { SecretString: 'second', Description: 7 }, 'Description must be a string'],
  ['CreateSecret', { Name: 'other', Tags: 'x' }, 'Tags must be a list of objects'],
  ['CreateSecret', { Name: 'other', Tags: ['x'] }, 'Tags must be a list of objects'],
  ['ListSecrets', { Filters: 'x' }, 'Filters must be a list of objects'],
  ['ListSecrets', { Filters: [{ Key: 'name', Values: 'pair' }] }, 'Values must be a list of strings'],
  ['ListSecrets', { IncludePlannedDeletion: 'true' }, 'IncludePlannedDeletion must be true or false'],
  ['ListSecrets', { MaxResults: 1.5 }, 'MaxResults must be a whole number'],
  ['ListSecrets', { SortOrder: ['asc'] }, 'SortOrder must be a string'],
  ['ListSecretVersionIds', { IncludeDeprecated: 1 }, 'IncludeDeprecated must be true or false'],
  ['DeleteSecret', { ForceDeleteWithoutRecovery: 'true' }, 'ForceDeleteWithoutRecovery must be true or false'],
  ['RotateSecret', { RotateImmediately: 'false' }, 'RotateImmediately must be true or false'],
  ['RotateSecret', { RotationRules: 'rate(1 day)' }, 'RotationRules must be an object'],
])('%s refuses %j, and nothing changes', async (operation, members, message) => {
  await using world = await anAws();
  const secret = await aSecret(world);
  const before = await secret.describe();
  const body = JSON.stringify({ SecretId: 'pair', ClientRequestToken, ...members });
  expect(await call(world, operation, body)).toBe(`400 SerializationException: ${message}.`);
  const { $metadata, ...after } = await secret.describe();
  expect(before).toMatchObject(after);
  expect((await secret.get()).SecretString).toBe('first');
});

it('treats a member that is null as absent', async () => {
  await using world = await anAws();
  await aSecret(world);
  const body = JSON.stringify({ SecretId: 'pair', ClientRequestToken, SecretString: 'second', VersionStages: null });
  expect(await call(world, 'PutSecretValue', body)).toBe('200 undefined: undefined');
});
