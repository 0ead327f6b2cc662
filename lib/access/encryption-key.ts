import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  type IPrincipal,
  PolicyDocument,
  PolicyStatement,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { secretArns, topicArns } from '../names.ts';

export interface EncryptionKeyProps {
  /** The environment whose secrets and topics the key encrypts. */
  readonly environment: Environment;
}

/** The value of `kms:ViaService` for a service. */
export const viaService = (service: 'secretsmanager' | 'sns'): string => `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`;

/** The calls that Secrets Manager and SNS make to KMS on behalf of their caller. */
const keyUses = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

/** Administrators of the account can change and delete the key. They cannot decrypt with it. */
const administration = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

/** The key for the secrets and topics of an environment. It can be used through Secrets Manager and SNS only. */
export class EncryptionKey extends Construct {
  /** The key as an imported one, so that CDK's secrets and topics add no grants, which have no encryption context. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, { environment }: EncryptionKeyProps) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: `The Octopus Cards secrets and notices of ${environment}`,
      enableKeyRotation: true,
      policy: new PolicyDocument({ statements: statementsFor(environment) }),
      // Without its key a retained secret is lost. Only a failed deployment that has created the key deletes it, after
      // the secrets are back on their former key, and AWS waits 30 days before it deletes a key.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.key = Key.fromKeyArn(this, 'Imported', key.keyArn);
  }
}

// Patterns of names, because the exact ARN of a secret or topic depends on the secret, which depends on the key.
const secret = (environment: Environment) => ({ 'kms:EncryptionContext:SecretARN': secretArns(environment) });
const topic = (environment: Environment) => ({ 'kms:EncryptionContext:aws:sns:topicArn': topicArns(environment) });

function statementsFor(environment: Environment): PolicyStatement[] {
  // As with AWS's own keys, everybody of this account who may call the service may use the key through it. So an
  // application needs no right of its own, and one policy decides who may read a secret.
  const through = (service: 'secretsmanager' | 'sns') => ({
    'kms:CallerAccount': Aws.ACCOUNT_ID,
    'kms:ViaService': viaService(service),
  });
  const anybody = new AnyPrincipal();
  return [
    allow('Administration', { principal: new AccountRootPrincipal(), actions: administration }),
    allow('UseThroughSecretsManager', {
      principal: anybody,
      actions: [...keyUses],
      conditions: { StringEquals: through('secretsmanager'), StringLike: secret(environment) },
    }),
    allow('DescribeThroughSecretsManager', {
      principal: anybody,
      actions: ['kms:DescribeKey'],
      conditions: { StringEquals: through('secretsmanager') },
    }),
    allow('UseThroughSns', {
      principal: anybody,
      actions: [...keyUses],
      conditions: { StringEquals: through('sns'), StringLike: topic(environment) },
    }),
    // CloudWatch and EventBridge call KMS directly, without ViaService.
    allow('AlarmsPublish', {
      principal: new ServicePrincipal('cloudwatch.amazonaws.com'),
      actions: [...keyUses],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, StringLike: topic(environment) },
    }),
    // EventBridge sends no SourceAccount to KMS: with that condition its events would be lost without any notice. The
    // topic's ARN contains the account too, and the topic's own policy lets only rules of this account publish.
    allow('EventsPublish', {
      principal: new ServicePrincipal('events.amazonaws.com'),
      actions: [...keyUses],
      conditions: { StringLike: topic(environment) },
    }),
  ];
}

interface Allowed {
  readonly principal: IPrincipal;
  readonly actions: string[];
  readonly conditions?: Record<string, Record<string, string>>;
}

/** In the policy of a key, the resource `*` is the key itself. */
const allow = (sid: string, { principal, actions, conditions = {} }: Allowed): PolicyStatement =>
  new PolicyStatement({ sid, principals: [principal], actions, resources: ['*'], conditions });
