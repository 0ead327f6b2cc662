import { fileURLToPath } from 'node:url';
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, CfnPermission, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Egress } from './egress.ts';
import { rotateFunctionName } from './names.ts';
import { RotateRole } from './rotate-role.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

export interface RotateFunctionProps {
  readonly environment: Environment;
  readonly topics: Topics;
  readonly egress: Egress;
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
  readonly role: Role;
  /** Without it, Secrets Manager refuses a rotation schedule: a schedule has to depend on it. */
  readonly permission: CfnPermission;

  constructor(scope: Construct, id: string, { environment, topics, egress, clientIds }: RotateFunctionProps) {
    super(scope, id);
    const functionName = rotateFunctionName(environment);
    const logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_YEAR,
      // Who rotated what stays on record. A first deployment that fails takes it back, so that the next one can make it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.role = new RotateRole(this, 'Role', { environment, topics, egress, logGroup });
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
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own lines about time-outs and crashes: an alarm counts them.
      systemLogLevelV2: SystemLogLevel.INFO,
      environment: {
        ENVIRONMENT: environment,
        OPS_TOPIC_ARN: topics.ops.topicArn,
        SUPPORT_TOPIC_ARN: topics.support.topicArn,
        CLIENT_IDS: JSON.stringify(clientIds),
        ...(egress.cidrs.length > 0 && { EGRESS_CIDRS: egress.cidrs.join(',') }),
      },
      ...egress.network,
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
}
