import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import {
  arnOf,
  environmentName,
  functionArn,
  intakeArns,
  resourceName,
  secretArns,
  secretNamePrefix,
} from '../names.ts';
import type { Topics } from '../topics.ts';
import { viaService } from './encryption-key.ts';

export interface OperatorPolicyProps {
  /** The environment that the operators work on. */
  readonly environment: Environment;
  /** The topics of notices, whose subscriptions operators can list. */
  readonly topics: Topics;
  /** The functions that operators may invoke and whose logs they may read, by the last word of their names. */
  readonly functions: readonly string[];
  /** The queue of the failed runs of the watch. */
  readonly givenUpQueue: IQueue;
  /**
   * The key that encrypts the intakes.
   * @default - AWS's own key for Secrets Manager, which needs no permission
   */
  readonly key?: IKey;
}

/**
 * Everything that an operator needs for every command, without the right to read a secret.
 *
 * It names secrets by pattern, because a policy is limited to 6,144 characters and the ARNs of 50 credentials do not fit.
 * Its name is fixed because permission sets of IAM Identity Center refer to a policy by its name.
 */
export class OperatorPolicy extends Construct {
  /** The ARN of the policy, for the role of the operators. */
  readonly policyArn: string;

  constructor(scope: Construct, id: string, props: OperatorPolicyProps) {
    super(scope, id);
    const { environment } = props;
    const policy = new ManagedPolicy(this, 'Policy', {
      managedPolicyName: resourceName(environment, 'operator'),
      // Never change the description: IAM would have to create a new policy, and the name is taken.
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

/** The ARN of a dashboard has no region. */
const dashboardArn = (environment: Environment): string =>
  `arn:${Aws.PARTITION}:cloudwatch::${Aws.ACCOUNT_ID}:dashboard/${environmentName(environment)}`;

function onSecrets(environment: Environment): PolicyStatement[] {
  // A request names a secret by its name or by its ARN, so the pattern matches both.
  const notAnIntake = { 'secretsmanager:SecretId': `*${secretNamePrefix(environment)}*/intake*` };
  const described = [
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetResourcePolicy',
    'secretsmanager:ListSecretVersionIds',
  ];
  return [
    allow('Look', described, [secretArns(environment)]),
    // Lists names, descriptions, tags and labels of the account's secrets, and no values. IAM cannot narrow the list.
    allow('List', ['secretsmanager:ListSecrets'], ['*']),
    allow('Stage', ['secretsmanager:PutSecretValue'], [intakeArns(environment)]),
    // The conditions forbid to change the function or the schedule.
    allow('Rotate', ['secretsmanager:RotateSecret'], [secretArns(environment)], {
      StringNotLike: notAnIntake,
      Null: { 'secretsmanager:RotationLambdaARN': 'true' },
      BoolIfExists: { 'secretsmanager:ModifyRotationRules': 'false' },
    }),
    // Never AWSCURRENT: only a rotation or a rollback changes what applications read.
    allow('Unstick', ['secretsmanager:UpdateSecretVersionStage'], [secretArns(environment)], {
      StringNotLike: notAnIntake,
      StringEquals: { 'secretsmanager:VersionStage': 'AWSPENDING' },
    }),
  ];
}

/** Secrets Manager encrypts with the rights of the caller. It also decrypts, to compare a repeated put. */
function onKey({ environment, key }: OperatorPolicyProps): PolicyStatement[] {
  if (key === undefined) return [];
  return [
    allow('StageEncrypted', ['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], {
      StringEquals: { 'kms:ViaService': viaService('secretsmanager') },
      StringLike: { 'kms:EncryptionContext:SecretARN': intakeArns(environment) },
    }),
  ];
}

/** AWS requires the right to invoke the function from the caller of RotateSecret. */
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
    allow('SeeReaders', ['cloudtrail:LookupEvents'], ['*']),
    allow('SeeDashboard', ['cloudwatch:GetDashboard'], [dashboardArn(environment)]),
    allow('SeeMetrics', ['cloudwatch:GetMetricData'], ['*']),
  ];
}

const allow = (sid: string, actions: string[], resources: string[], conditions = {}): PolicyStatement =>
  new PolicyStatement({ sid, actions, resources, conditions });

/** All resources that are patterns, with the reason for each. */
function widerThanOne({ environment, functions }: OperatorPolicyProps): readonly (readonly [string, string])[] {
  return [
    [secretArns(environment), 'The secrets of this environment alone; the ARNs of 50 credentials exceed a policy.'],
    [intakeArns(environment), 'The intakes of this environment alone, which operators write and do not read.'],
    ...functions.map((name) => [logGroupArn(environment, name), 'All streams of one log group.'] as const),
    [alarmArns(), 'CloudWatch lists alarms only for a caller who may list all alarms of the account and region.'],
    [scheduleArns(environment), 'The schedules of this environment alone, one for each credential.'],
    ['*', 'ListSecrets, which returns no value, GetMetricData and LookupEvents support no resource.'],
  ];
}

/** Cdk-nag writes a reference as `<AWS::Region>`. */
const asFindingsSay = (arn: string): string =>
  arn
    .replace(Aws.PARTITION, '<AWS::Partition>')
    .replace(Aws.REGION, '<AWS::Region>')
    .replace(Aws.ACCOUNT_ID, '<AWS::AccountId>');
