import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, LoggingFormat, Runtime, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';
import { type BundlingOptions, LogLevel, NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Egress } from './egress.ts';
import { FunctionRole } from './function-role.ts';
import { resourceName } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

/** What all functions of an environment have in common. */
export interface FunctionSurroundings {
  readonly environment: Environment;
  readonly topics: Topics;
  readonly egress: Egress;
  /** The client account of a credential, by the credential's name. */
  readonly clientIds: Readonly<Record<string, string>>;
}

export interface OctopusFunctionProps extends FunctionSurroundings {
  /** The last word of the function's name, and the file in `lambda/handlers`. */
  readonly name: 'rotate' | 'watch' | 'rollback';
  readonly description: string;
  readonly rights: readonly PolicyStatement[];
  /** @default 2 minutes */
  readonly timeout?: Duration;
  /** Beside those that every function has. */
  readonly variables?: Readonly<Record<string, string>>;
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const bundling: BundlingOptions = {
  minify: true,
  format: OutputFormat.CJS,
  mainFields: ['module', 'main'],
  // The SDK of the lock file rather than the one that the runtime has today; it also starts faster.
  externalModules: [],
  // As undici is built into Node itself: without its experimental second HTTP parser, 165 kB of it.
  define: { esbuildDetection: 'true' },
  esbuildArgs: {
    '--alias:@aws-sdk/credential-provider-node': file('../lambda/runtime/credentials-from-environment.ts'),
  },
  logLevel: LogLevel.WARNING,
};

/** A function for every credential of one environment, with its log and its role. */
export class OctopusFunction extends Construct {
  readonly functionArn: string;
  readonly functionName: string;
  readonly logGroup: LogGroup;
  readonly timeout: Duration;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: OctopusFunctionProps) {
    super(scope, id);
    const { environment, name, description, timeout = Duration.minutes(2), egress } = props;
    const functionName = resourceName(environment, name);
    this.timeout = timeout;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_YEAR,
      // Who rotated what stays on record. A first deployment that fails takes it back, so that the next one can make it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.role = new FunctionRole(this, 'Role', { ...props, functionName, policyName: id, logGroup: this.logGroup });
    const made = new NodejsFunction(this, 'Function', {
      functionName,
      description,
      entry: file(`../lambda/handlers/${name}.ts`),
      projectRoot: file('..'),
      depsLockFilePath: file('../package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda's own lines about time-outs and crashes: an alarm counts them.
      systemLogLevelV2: SystemLogLevel.INFO,
      environment: variablesOf(props),
      ...egress.network,
      bundling,
    });
    this.functionArn = made.functionArn;
    this.functionName = made.functionName;
  }
}

const variablesOf = ({ environment, topics, egress, clientIds, variables }: OctopusFunctionProps) => ({
  ENVIRONMENT: environment,
  OPS_TOPIC_ARN: topics.ops.topicArn,
  SUPPORT_TOPIC_ARN: topics.support.topicArn,
  CLIENT_IDS: JSON.stringify(clientIds),
  ...(egress.cidrs.length > 0 && { EGRESS_CIDRS: egress.cidrs.join(',') }),
  ...variables,
});
