import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, it } from 'vitest';
import { startLocalAws } from '../../../local/aws/server.ts';
import { createMovableClock } from '../../../local/clock.ts';
import type { Properties, StackAssembly } from '../../../local/stack/assembly.ts';
import { deployStack } from '../../../local/stack/deploy.ts';

interface Resource {
  readonly type: string;
  readonly properties?: Properties;
  readonly dependsOn?: readonly string[];
}

/** Deploys a stack of these resources into an empty account. */
async function deploy(resources: Readonly<Record<string, Resource>>) {
  await using aws = await startLocalAws({ clock: createMovableClock(new Date('2025-11-24T10:00:00Z')) });
  const settings = { endpoint: aws.url, region: aws.region, credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  const assembly: StackAssembly = {
    name: 'A',
    templateFile: 'A.template.json',
    resources: Object.fromEntries(
      Object.entries(resources).map(([id, { type, properties = {}, dependsOn = [] }]) => [
        id,
        { type, properties, dependsOn },
      ]),
    ),
    bundle: (key) => `bundles/${key}`,
  };
  const target = { aws, secretsManager: new SecretsManagerClient(settings), sns: new SNSClient(settings) };
  const stack = await deployStack(assembly, { ...target, run: () => async () => null });
  return { stack, calls: aws.calls.map(({ operation }) => operation) };
}

const secret = { type: 'AWS::SecretsManager::Secret', properties: { Name: 'pair', SecretString: '{}' } };
const role = { type: 'AWS::IAM::Role', properties: {} };
const rotate = {
  type: 'AWS::Lambda::Function',
  properties: {
    FunctionName: 'rotate',
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
    Code: { S3Key: 'abc.zip' },
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Environment: { Variables: { SECRET: { Ref: 'Secret' } } },
    Timeout: 120,
  },
};

describe('a stack', () => {
  it('is deployed in the order of its references and dependencies', async () => {
    const { stack, calls } = await deploy({
      Topic: { type: 'AWS::SNS::Topic', dependsOn: ['Secret'] },
      Function: rotate,
      Role: role,
      Secret: secret,
    });
    expect(calls).toEqual(['CreateSecret', 'CreateTopic']);
    expect(stack.functions.get('rotate')).toMatchObject({
      directory: 'bundles/abc.zip',
      timeoutMs: 120_000,
      memoryMb: 128,
    });
    expect(stack.functions.get('rotate')?.variables.SECRET).toMatch(/^arn:aws:secretsmanager:.*:secret:pair-\w{6}$/);
  });

  it('names the resources that are not modelled', async () => {
    const { stack } = await deploy({ A: { type: 'AWS::EC2::VPC' }, B: { type: 'AWS::EC2::VPC' }, Secret: secret });
    expect([...stack.notModelled]).toEqual([['AWS::EC2::VPC', ['A', 'B']]]);
  });

  it.each<[string, Record<string, Resource>, string]>([
    [
      'a secret without a name',
      { S: { type: secret.type } },
      'AWS::SecretsManager::Secret S needs Name, found nothing',
    ],
    [
      'a function of another runtime',
      { Role: role, Secret: secret, F: { ...rotate, properties: { ...rotate.properties, Runtime: 'python3.13' } } },
      'F runs on python3.13; the local stack has nodejs24.x alone',
    ],
    [
      'a role that nothing makes',
      { Secret: secret, F: { ...rotate, properties: { ...rotate.properties, Role: 'arn:aws:iam::1:role/x' } } },
      'the template names the role arn:aws:iam::1:role/x and does not make it',
    ],
    [
      'a managed policy of somebody else',
      { R: { type: role.type, properties: { ManagedPolicyArns: ['arn:x'] } } },
      'AWS::IAM::Role R has the policy arn:x, whose text is not in the template',
    ],
    [
      'a boundary of permissions',
      { R: { type: role.type, properties: { PermissionsBoundary: 'arn:x' } } },
      'the local stack does not model PermissionsBoundary of AWS::IAM::Role R',
    ],
    [
      'an unknown reference',
      { T: { type: 'AWS::SNS::Topic', properties: { DisplayName: { Ref: 'Nobody' } } } },
      'the local stack does not know Nobody',
    ],
    [
      'resources that depend on each other',
      { A: { ...secret, dependsOn: ['B'] }, B: { ...secret, dependsOn: ['A'] } },
      'resources depend on each other: A -> B -> A',
    ],
  ])('with %s is refused', async (_, resources, message) => {
    await expect(deploy(resources)).rejects.toMatchObject({ name: 'StackError', message });
  });
});
