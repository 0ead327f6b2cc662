import { CreateSecretCommand, PutResourcePolicyCommand, RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { Deployed, Deployment } from './deployment.ts';
import { objectOf, optional, type ResolvedResource, textOf } from './read-property.ts';

export async function deploySecret({ secretsManager }: Deployment, resource: ResolvedResource): Promise<Deployed> {
  const { Description, KmsKeyId } = resource.properties;
  const { ARN: ref = '' } = await secretsManager.send(
    new CreateSecretCommand({
      Name: textOf(resource, 'Name'),
      SecretString: textOf(resource, 'SecretString'),
      ...optional('Description', Description),
      ...optional('KmsKeyId', KmsKeyId),
    }),
  );
  return { ref, attributes: { Id: ref } };
}

export async function deployResourcePolicy(
  { secretsManager }: Deployment,
  resource: ResolvedResource,
): Promise<Deployed> {
  const ResourcePolicy = JSON.stringify(objectOf(resource, 'ResourcePolicy'));
  await secretsManager.send(new PutResourcePolicyCommand({ SecretId: textOf(resource, 'SecretId'), ResourcePolicy }));
  return { ref: resource.id };
}

export async function deployRotationSchedule(
  { secretsManager }: Deployment,
  resource: ResolvedResource,
): Promise<Deployed> {
  const SecretId = textOf(resource, 'SecretId');
  await secretsManager.send(
    new RotateSecretCommand({
      SecretId,
      RotationLambdaARN: textOf(resource, 'RotationLambdaARN'),
      RotationRules: { ...objectOf(resource, 'RotationRules') },
      // CloudFormation rotates at once unless this is false.
      RotateImmediately: resource.properties.RotateImmediatelyOnUpdate !== false,
    }),
  );
  return { ref: SecretId };
}
