import {
  DeleteSecretCommand,
  type FilterNameStringType,
  GetSecretValueCommand,
  ListSecretsCommand,
  RestoreSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { anAws, aSecret, refusal } from './an-aws.ts';

const cannotFind = "400 ResourceNotFoundException: Secrets Manager can't find the specified secret";

it('finds a secret by name, by ARN and by ARN without its last six characters', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  expect(arn).toMatch(/^arn:aws:secretsmanager:us-east-1:123456789012:secret:pair-[A-Za-z0-9]{6}$/);
  for (const SecretId of ['pair', arn, arn.slice(0, -7)]) {
    expect((await world.secretsManager.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('first');
  }
});

it('keeps a deleted secret for its recovery window, unusable', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  await world.secretsManager.send(new DeleteSecretCommand({ SecretId: 'pair', RecoveryWindowInDays: 7 }));
  expect(await refusal(secret.get())).toBe(
    "400 InvalidRequestException: You can't perform this operation on the secret because it was marked for deletion.",
  );
  expect((await secret.describe()).DeletedDate).toEqual(new Date('2026-01-08T00:00:00Z'));
  await world.clock.advance(days(8));
  expect(await refusal(secret.describe())).toBe(`${cannotFind}.`);
});

it('restores a deleted secret as it was, if it is restored in time', async () => {
  await using world = await anAws();
  const secret = await aSecret(world);
  await world.secretsManager.send(new DeleteSecretCommand({ SecretId: 'pair', RecoveryWindowInDays: 7 }));
  await world.secretsManager.send(new RestoreSecretCommand({ SecretId: 'pair' }));
  await world.clock.advance(days(8));
  expect((await secret.get()).SecretString).toBe('first');
  expect((await secret.describe()).DeletedDate).toBeUndefined();
});

it('deletes at once when forced', async () => {
  await using world = await anAws();
  const { describe } = await aSecret(world);
  await world.secretsManager.send(new DeleteSecretCommand({ SecretId: 'pair', ForceDeleteWithoutRecovery: true }));
  expect(await refusal(describe())).toBe(`${cannotFind}.`);
});

it('accepts a forced deletion of a secret that does not exist, and a repeated one', async () => {
  await using world = await anAws();
  const { arn } = await aSecret(world);
  const remove = (SecretId: string, force = true) =>
    world.secretsManager.send(
      new DeleteSecretCommand({ SecretId, ...(force && { ForceDeleteWithoutRecovery: true }) }),
    );
  const DeletionDate = new Date('2026-01-01T00:00:00Z');
  expect(await remove('pair')).toMatchObject({ Name: 'pair', DeletionDate });
  expect(await remove('pair')).toMatchObject({ Name: 'pair', DeletionDate });
  expect(await remove(arn)).toMatchObject({ ARN: arn, DeletionDate });
  expect(await refusal(remove('pair', false))).toBe(`${cannotFind}.`);
});

it('lists secrets by filter, page by page', async () => {
  await using world = await anAws();
  for (const name of ['octopus/a', 'octopus/b', 'octopus/c', 'other']) await aSecret(world, { name });
  const list = (NextToken?: string) =>
    world.secretsManager.send(
      new ListSecretsCommand({
        Filters: [{ Key: 'name', Values: ['octopus/'] }],
        MaxResults: 2,
        SortOrder: 'asc',
        NextToken,
      }),
    );
  const first = await list();
  const second = await list(first.NextToken);
  const names = [first, second].map(({ SecretList }) => SecretList?.map(({ Name }) => Name));
  expect(names).toEqual([['octopus/a', 'octopus/b'], ['octopus/c']]);
});

it.each(['constructor', 'toString', '__proto__', 'owning-service'])('refuses the filter %s', async (key) => {
  await using world = await anAws();
  await aSecret(world);
  const Filters = [{ Key: key as FilterNameStringType, Values: ['pair'] }];
  expect(await refusal(world.secretsManager.send(new ListSecretsCommand({ Filters })))).toBe(
    `501 NotModelled: secretsmanager:ListSecrets with filter ${key} is not modelled by the local AWS`,
  );
});

it('records every call, and never a value', async () => {
  await using world = await anAws();
  await aSecret(world, { value: 'hidden' });
  expect(world.aws.calls).toMatchObject([
    { service: 'secretsmanager', operation: 'CreateSecret', accessKeyId: 'local', at: world.clock.now() },
  ]);
  expect(JSON.stringify(world.aws.calls)).not.toContain('hidden');
});
