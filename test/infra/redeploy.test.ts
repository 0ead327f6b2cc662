import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { aLocalAccount } from './local-account.ts';
import { egress, resourcesOf, templateOf } from './template-of.ts';

/** What docs/deploying.md says about an import: the identifier, by the type of the resource. */
const imports = new Map(
  [
    ...readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8').matchAll(
      /^\| `(AWS::\S+)` +\| (.*?) +\|/gm,
    ),
  ].map(([, type, identifier]) => [type, identifier]),
);
const SecretId = 'octopus-cards/sandbox/api';

describe('a stack that is deployed where another stack left resources', () => {
  it('fails at the first secret, because it exists already, and changes no value', async () => {
    await using account = await aLocalAccount();
    const { secretsManager } = account.administrator;
    await account.deploy('sandbox');
    await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'what applications read' }));
    await expect(account.deploy('sandbox')).rejects.toMatchObject({
      name: 'ResourceExistsException',
      message: expect.stringMatching(/octopus-cards\/sandbox\/api\S* already exists/),
    });
    const live = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
    expect(live.SecretString).toBe('what applications read');
  });

  it('can be in one account with the stack of the other environment', async () => {
    await using account = await aLocalAccount();
    await account.deploy('sandbox');
    await expect(account.deploy('production')).resolves.toBeDefined();
  });
});

describe('what is retained of a stack', () => {
  const spec = loadAwsServiceSpecSync();
  const everything = templateOf('production', { encryption: 'customer-key', egress: egress.fixed });
  const all = Object.values(resourcesOf(everything));
  const retained = all.filter(({ DeletionPolicy = 'Delete' }) => DeletionPolicy.startsWith('Retain'));
  const types = [...new Set(retained.map(({ Type }) => Type))].toSorted();

  it.each(types)('docs/deploying.md names the identifier by which %s is imported', (type) => {
    const { primaryIdentifier = [] } = spec.lookup('resource', 'cloudFormationType', 'equals', type).only();
    expect(imports.get(type)).toBe(primaryIdentifier.map((name) => `\`${name}\``).join(' and '));
  });

  it('is every secret, with the policy that an import demands', () => {
    const secrets = all.filter(({ Type }) => Type === 'AWS::SecretsManager::Secret');
    expect(secrets.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(secrets.map(() => 'RetainExceptOnCreate'));
    expect(secrets).toHaveLength(2);
  });

  it('is exactly what docs/deploying.md says', () => {
    expect([...imports.keys()].toSorted()).toEqual(types);
  });
});

describe('a rotation that waits for a pair', () => {
  it('makes AWS refuse a changed schedule, until AWSPENDING is removed', async () => {
    await using account = await aLocalAccount(async (event) => {
      if (Object(event).Step === 'createSecret') throw new Error('the intake is empty');
    });
    const { secretsManager } = account.administrator;
    const { operator } = await account.deploy('sandbox');
    const { VersionId } = await operator.secretsManager.send(new RotateSecretCommand({ SecretId }));
    await account.aws.secretsManager.idle();
    // This is the call that CloudFormation makes.
    const RotationRules = { ScheduleExpression: 'rate(90 days)' };
    const change = () =>
      secretsManager.send(new RotateSecretCommand({ SecretId, RotationRules, RotateImmediately: false }));
    const refused = "A previous rotation isn't complete. That rotation will be reattempted.";
    await expect(change()).rejects.toMatchObject({ name: 'InvalidRequestException', message: refused });

    const unstick = { SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId: VersionId };
    await operator.secretsManager.send(new UpdateSecretVersionStageCommand(unstick));
    await expect(change()).resolves.toBeDefined();
    await account.aws.secretsManager.idle();
  });
});
