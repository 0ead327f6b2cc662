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
import { secretArns, topicArns } from './names.ts';
import type { Environment } from './settings.ts';

export interface EncryptionKeyProps {
  readonly environment: Environment;
}

/** The name of a service in `kms:ViaService`. */
export const viaService = (service: 'secretsmanager' | 'sns'): string => `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}`;

/** What Secrets Manager and SNS do with a key, for whoever calls them. */
const keyUses = ['kms:Decrypt', 'kms:GenerateDataKey'] as const;

/** Everything about the key but its use: who administers the account can change and delete it, and not decrypt with it. */
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

/** The key for the secrets and topics of one environment, of use through Secrets Manager and SNS alone. */
export class EncryptionKey extends Construct {
  /** As an imported one, to which the CDK's secrets and topics add no grants: theirs have no encryption context. */
  readonly key: IKey;

  constructor(scope: Construct, id: string, { environment }: EncryptionKeyProps) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: `The Octopus Cards secrets and notices of ${environment}`,
      enableKeyRotation: true,
      policy: new PolicyDocument({ statements: statementsFor(environment) }),
      // Without its key a retained secret is lost. Only the deployment that makes it and fails takes it back, after the
      // secrets went back to what they had, and AWS waits 30 days before it deletes a key.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.key = Key.fromKeyArn(this, 'Imported', key.keyArn);
  }
}

// By name pattern: the exact ARN of a secret or topic would need the secret, which needs the key.
const secret = (environment: Environment) => ({ 'kms:EncryptionContext:SecretARN': secretArns(environment) });
const topic = (environment: Environment) => ({ 'kms:EncryptionContext:aws:sns:topicArn': topicArns(environment) });

function statementsFor(environment: Environment): PolicyStatement[] {
  // Like AWS's own keys: whoever of this account may call the service may use the key through it. So an application
  // needs no right of its own, and who may read a secret is decided in one place.
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
    // Services call KMS themselves, without ViaService.
    allow('AlarmsPublish', {
      principal: new ServicePrincipal('cloudwatch.amazonaws.com'),
      actions: [...keyUses],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID }, StringLike: topic(environment) },
    }),
    // EventBridge sends KMS no SourceAccount: with that condition its events would be dropped, and nobody would know.
    // The topic's ARN holds the account too, and the topic's own policy lets this account's rules publish alone.
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

/** In the policy of a key, `*` is the key. */
const allow = (sid: string, { principal, actions, conditions = {} }: Allowed): PolicyStatement =>
  new PolicyStatement({ sid, principals: [principal], actions, resources: ['*'], conditions });
