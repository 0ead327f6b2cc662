import { fileURLToPath } from 'node:url';
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnPermission, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { rotateFunctionName, secretNamePrefix } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

export interface RotateFunctionProps {
  readonly environment: Environment;
  readonly topics: Topics;
  /** The client account of a credential, by the credential's name. */
  readonly clientIds: Readonly<Record<string, string>>;
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The function that takes the four steps, for every credential of one environment. */
export class RotateFunction extends Construct {
  readonly functionArn: string;
  readonly functionName: string;
  readonly logGroup: LogGroup;
  readonly timeout = Duration.minutes(2);
  /** Without it, Secrets Manager refuses a rotation schedule: a schedule has to depend on it. */
  readonly permission: CfnPermission;

  constructor(scope: Construct, id: string, { environment, topics, clientIds }: RotateFunctionProps) {
    super(scope, id);
    const functionName = rotateFunctionName(environment);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_YEAR,
      // Who rotated what stays on record. A first deployment that fails takes it back, so that the next one can make it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const rotate = new NodejsFunction(this, 'Function', {
      functionName,
      description: `Rotates the Octopus Cards credentials of ${environment}. Invoked by Secrets Manager, once per step`,
      entry: file('../lambda/handlers/rotate.ts'),
      projectRoot: file('..'),
      depsLockFilePath: file('../package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: this.timeout,
      role: this.role(environment, topics, logGroup),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own lines about time-outs and crashes: an alarm counts them.
      systemLogLevelV2: SystemLogLevel.INFO,
      environment: {
        ENVIRONMENT: environment,
        OPS_TOPIC_ARN: topics.ops.topicArn,
        SUPPORT_TOPIC_ARN: topics.support.topicArn,
        CLIENT_IDS: JSON.stringify(clientIds),
      },
      bundling: {
        minify: true,
        format: OutputFormat.CJS,
        mainFields: ['module', 'main'],
        // The SDK of the lock file rather than the one that the runtime has today; it also starts faster.
        externalModules: [],
        esbuildArgs: {
          '--alias:@aws-sdk/credential-provider-node': file('../lambda/runtime/credentials-from-environment.ts'),
        },
        logLevel: LogLevel.WARNING,
      },
    });
    this.functionArn = rotate.functionArn;
    this.functionName = rotate.functionName;
    this.logGroup = logGroup;
    // The function serves many secrets, so SourceArn cannot name one; SourceAccount keeps other accounts out.
    this.permission = new CfnPermission(this, 'SecretsManagerMayInvoke', {
      action: 'lambda:InvokeFunction',
      functionName: rotate.functionArn,
      principal: 'secretsmanager.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
    });
  }

  /** Exactly the calls that the steps make. The policy is part of the role: who waits for the role waits for both. */
  private role(environment: Environment, topics: Topics, logGroup: LogGroup): Role {
    // By prefix and not one by one. The exact ARNs of 50 credentials and their intakes take 10,650 characters with names
    // of 10 and 13,650 with names of 40; all inline policies of a role may have 10,240. It also keeps the role as it is
    // while a credential comes or goes: AWS's test of a new rotation schedule never meets a grant that has not spread.
    const secrets = `secret:${secretNamePrefix(environment)}*`;
    const secretArns = `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:${secrets}`;
    const role = new Role(this, 'Role', {
      description: `Of the function ${rotateFunctionName(environment)}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Rotate: new PolicyDocument({
          statements: [
            allow(secretArns, [
              'secretsmanager:DescribeSecret',
              'secretsmanager:GetSecretValue',
              'secretsmanager:PutSecretValue',
              'secretsmanager:UpdateSecretVersionStage',
            ]),
            allow(topics.ops.topicArn, ['sns:Publish']),
            allow(topics.support.topicArn, ['sns:GetTopicAttributes', 'sns:Publish']),
            allow(logGroup.logGroupArn, ['logs:CreateLogStream', 'logs:PutLogEvents']),
          ],
        }),
      },
    });
    acknowledge(
      role,
      `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:${secrets}]`,
      'The secrets of this environment alone; the exact ARNs of 50 credentials exceed the size of a policy.',
    );
    return role;
  }
}

const allow = (resource: string, actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });
