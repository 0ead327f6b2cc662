import type { Template } from 'aws-cdk-lib/assertions';
import { type Policy, readPolicy } from '../../local/aws/iam/policy.ts';
import { type References, resolve } from '../../local/stack/intrinsics.ts';
import { type Resource, resourcesOf } from './template-of.ts';

export const account = '111122223333';
const region = 'eu-central-1';

export const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;

/** The resources of a template after a deployment. Names that AWS generates begin with that of the stack. */
export function deployed(template: Template, stack = 'OctopusCards-Sandbox'): Readonly<Record<string, Resource>> {
  const resources = resourcesOf(template);
  return resolve(resources, referencesIn(resources, stack)) as Readonly<Record<string, Resource>>;
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};

function referencesIn(resources: Readonly<Record<string, Resource>>, stack: string): References {
  const nameOf = (id: string): string => {
    const { FunctionName, LogGroupName, QueueName, Name } = resources[id]?.Properties ?? {};
    return String(FunctionName ?? LogGroupName ?? QueueName ?? Name ?? `${stack}-${id}`);
  };
  const arnOf = (id: string): string | undefined => arns[resources[id]?.Type ?? '']?.(nameOf(id));
  return {
    ref: (id) => pseudo[id] ?? (namedByArn.includes(resources[id]?.Type ?? '') ? arnOf(id) : nameOf(id)),
    attribute: (id, name) => (name === 'Arn' ? arnOf(id) : undefined) ?? `${nameOf(id)}.${name}`,
  };
}

const arns: Readonly<Record<string, (name: string) => string>> = {
  'AWS::IAM::ManagedPolicy': (name) => `arn:aws:iam::${account}:policy/${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::KMS::Key': (name) => arn('kms', `key/${name}`),
  'AWS::Lambda::Function': (name) => arn('lambda', `function:${name}`),
  'AWS::Logs::LogGroup': (name) => arn('logs', `log-group:${name}:*`),
  'AWS::SecretsManager::Secret': (name) => arn('secretsmanager', `secret:${name}-a1B2c3`),
  'AWS::SNS::Topic': (name) => arn('sns', name),
  'AWS::SQS::Queue': (name) => arn('sqs', name),
};

/** The types whose `Ref` is the ARN. */
const namedByArn = ['AWS::IAM::ManagedPolicy', 'AWS::SecretsManager::Secret', 'AWS::SNS::Topic'];

/** The statements of a deployed role or managed policy. */
export function identityPolicies({ Properties }: Resource): readonly Policy[] {
  const { Policies, PolicyDocument } = Properties;
  const documents = PolicyDocument ?? [Policies ?? []].flat().map((policy) => Object(policy).PolicyDocument);
  return [documents].flat().map((document) => readPolicy(document, 'identity'));
}

/** The policy of a deployed secret's lock, or of a key. */
export const resourcePolicy = ({ Properties }: Resource): Policy =>
  readPolicy(Properties.ResourcePolicy ?? Properties.KeyPolicy, 'resource');
