import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { viaService } from './encryption-key.ts';
import {
  arnOf,
  environmentName,
  functionArn,
  intakeArns,
  resourceName,
  secretArns,
  secretNamePrefix,
} from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

export interface OperatorPolicyProps {
  readonly environment: Environment;
  readonly topics: Topics;
  /** The functions that operators start and look at, by the last word of their names. */
  readonly functions: readonly string[];
  /** The runs of the watch that came to nothing. */
  readonly givenUpQueue: IQueue;
  /**
   * The key of the intakes.
   * @default - the key that AWS keeps for Secrets Manager, which needs no permission
   */
  readonly key?: IKey;
}

/**
 * What an operator needs for every command, and no right to read a secret.
 *
 * By name and not one by one: a policy may have 6,144 characters, and 50 credentials with their ARNs do not fit. It is
 * called by a fixed name because permission sets of IAM Identity Center refer to a policy by its name.
 */
export class OperatorPolicy extends Construct {
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: OperatorPolicyProps) {
    super(scope, id);
    const { environment } = props;
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: resourceName(environment, 'operator'),
      // Never change it: IAM can only make a new policy for that, and this name is taken.
      description: `Of the operators of the Octopus Cards credentials of ${environment}: every command, no secret to read`,
      statements: [...onSecrets(environment), ...onKey(props), ...onFunctions(props), ...onMonitoring(props)],
    });
    for (const [arn, reason] of widerThanOne(props)) {
      acknowledge(policy, `AwsSolutions-IAM5[Resource::${asFindingsSay(arn)}]`, reason);
    }
    this.policyArn = policy.managedPolicyArn;
  }
}

const logGroupArn = (environment: Environment, name: string): string =>
  arnOf('logs', `log-group:/aws/lambda/${resourceName(environment, name)}:*`);

const alarmArns = (): string => arnOf('cloudwatch', 'alarm:*');

const scheduleArns = (environment: Environment): string =>
  arnOf('scheduler', `schedule/${environmentName(environment)}/*`);

/** A dashboard has no region. */
const dashboardArn = (environment: Environment): string =>
  `arn:${Aws.PARTITION}:cloudwatch::${Aws.ACCOUNT_ID}:dashboard/${environmentName(environment)}`;

function onSecrets(environment: Environment): PolicyStatement[] {
  // The request names a secret by name or by ARN: the pattern is about both.
  const notAnIntake = { 'secretsmanager:SecretId': `*${secretNamePrefix(environment)}*/intake*` };
  const described = [
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetResourcePolicy',
    'secretsmanager:ListSecretVersionIds',
  ];
  return [
    allow('Look', described, [secretArns(environment)]),
    // Tells names, descriptions, tags and labels of the account's secrets, and no value; IAM knows no narrower list.
    allow('List', ['secretsmanager:ListSecrets'], ['*']),
    allow('Stage', ['secretsmanager:PutSecretValue'], [intakeArns(environment)]),
    // Neither another function nor another schedule.
    allow('Rotate', ['secretsmanager:RotateSecret'], [secretArns(environment)], {
      StringNotLike: notAnIntake,
      Null: { 'secretsmanager:RotationLambdaARN': 'true' },
      BoolIfExists: { 'secretsmanager:ModifyRotationRules': 'false' },
    }),
    // Never AWSCURRENT: what applications read moves by a rotation or a rollback alone.
    allow('Unstick', ['secretsmanager:UpdateSecretVersionStage'], [secretArns(environment)], {
      StringNotLike: notAnIntake,
      StringEquals: { 'secretsmanager:VersionStage': 'AWSPENDING' },
    }),
  ];
}

/** Secrets Manager encrypts, and compares a repeated put, with the rights of the caller. */
function onKey({ environment, key }: OperatorPolicyProps): PolicyStatement[] {
  if (key === undefined) return [];
  return [
    allow('StageEncrypted', ['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], {
      StringEquals: { 'kms:ViaService': viaService('secretsmanager') },
      StringLike: { 'kms:EncryptionContext:SecretARN': intakeArns(environment) },
    }),
  ];
}

/** AWS asks whoever calls RotateSecret for the right to invoke the function as well. */
function onFunctions({ environment, functions }: OperatorPolicyProps): PolicyStatement[] {
  const actions = ['lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'];
  return [
    allow(
      'Run',
      actions,
      functions.map((name) => functionArn(resourceName(environment, name))),
    ),
  ];
}

function onMonitoring({ environment, functions, givenUpQueue, topics }: OperatorPolicyProps): PolicyStatement[] {
  const logGroups = functions.map((name) => logGroupArn(environment, name));
  const bothTopics = [topics.ops.topicArn, topics.support.topicArn];
  return [
    allow('ReadLogs', ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'], logGroups),
    allow('SeeSubscriptions', ['sns:ListSubscriptionsByTopic'], bothTopics),
    allow('SeeGivenUp', ['sqs:GetQueueUrl', 'sqs:PurgeQueue', 'sqs:ReceiveMessage'], [givenUpQueue.queueArn]),
    allow('SeeAlarms', ['cloudwatch:DescribeAlarms'], [alarmArns()]),
    allow('SeeSchedules', ['scheduler:GetSchedule'], [scheduleArns(environment)]),
    allow('SeeDashboard', ['cloudwatch:GetDashboard'], [dashboardArn(environment)]),
    allow('SeeMetrics', ['cloudwatch:GetMetricData'], ['*']),
  ];
}

const allow = (sid: string, actions: string[], resources: string[], conditions = {}): PolicyStatement =>
  new PolicyStatement({ sid, actions, resources, conditions });

/** Every resource that is a pattern, with its reason. */
function widerThanOne({ environment, functions }: OperatorPolicyProps): readonly (readonly [string, string])[] {
  return [
    [secretArns(environment), 'The secrets of this environment alone; the ARNs of 50 credentials exceed a policy.'],
    [intakeArns(environment), 'The mailboxes of this environment alone, which operators write and do not read.'],
    ...functions.map((name) => [logGroupArn(environment, name), 'All streams of one log group.'] as const),
    [alarmArns(), 'CloudWatch lists alarms for those alone who may list all of the account and region.'],
    [scheduleArns(environment), 'The schedules of this environment alone, one for each credential.'],
    ['*', 'ListSecrets, which tells no value, and GetMetricData know no resource.'],
  ];
}

/** cdk-nag writes a reference as `<AWS::Region>`. */
const asFindingsSay = (arn: string): string =>
  arn
    .replace(Aws.PARTITION, '<AWS::Partition>')
    .replace(Aws.REGION, '<AWS::Region>')
    .replace(Aws.ACCOUNT_ID, '<AWS::AccountId>');
