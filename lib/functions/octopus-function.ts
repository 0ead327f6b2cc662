import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { resourceName } from '../names.ts';
import type { Egress } from '../network/egress.ts';
import type { Topics } from '../topics.ts';
import type { FunctionBundles, FunctionName } from './function-bundles.ts';
import { FunctionRole } from './function-role.ts';

/** The properties that all functions of an environment share. */
/** How long applications have to take a new pair before support is asked to revoke the old one. */
export interface Handover {
  /** At least so many hours after the promotion. 0: support is asked at once. */
  readonly hours: number;
  /** While a known reader has not read the new pair, at most so many days after the promotion. */
  readonly atMostDays: number;
}

export interface FunctionSurroundings {
  /** The environment of the functions. */
  readonly environment: Environment;
  /** The code of the functions. */
  readonly bundles: FunctionBundles;
  /** The topics that the functions publish to. */
  readonly topics: Topics;
  /** The network of the functions. */
  readonly egress: Egress;
  /** The credentials of the environment by name, each with its configured client account. */
  readonly credentials: Readonly<Record<string, string | null>>;
  /** How long support is not asked to revoke a pair that has been replaced. */
  readonly handover: Handover;
}

export interface OctopusFunctionProps extends FunctionSurroundings {
  /** The last word of the function's name. */
  readonly name: FunctionName;
  /** What the function does, and who invokes it. */
  readonly description: string;
  /** The rights of this function, besides those that every function has. */
  readonly rights: readonly PolicyStatement[];
  /**
   * The time after which Lambda ends a run.
   * @default Duration.minutes(2)
   */
  readonly timeout?: Duration;
  /**
   * The environment variables of this function, besides those that every function has.
   * @default - none
   */
  readonly variables?: Readonly<Record<string, string>>;
}

/** A function that serves every credential of an environment, with its log and its role. */
export class OctopusFunction extends Construct {
  /** The ARN of the function. */
  readonly functionArn: string;
  /** The name of the function. */
  readonly functionName: string;
  /** The log of the function. */
  readonly logGroup: LogGroup;
  /** The time after which Lambda ends a run. */
  readonly timeout: Duration;
  /** The role of the function. */
  readonly role: Role;

  constructor(scope: Construct, id: string, props: OctopusFunctionProps) {
    super(scope, id);
    const { environment, bundles, name, description, timeout = Duration.minutes(2), egress } = props;
    const functionName = resourceName(environment, name);
    this.timeout = timeout;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: RetentionDays.ONE_YEAR,
      // The record of all rotations is retained. Only a failed first deployment deletes it, so that the next can create it.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.role = new FunctionRole(this, 'Role', { ...props, functionName, policyName: id, logGroup: this.logGroup });
    const made = new LambdaFunction(this, 'Function', {
      functionName,
      description,
      code: bundles.code(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout,
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      // Lambda then writes its own lines about time-outs and crashes, which an alarm counts.
      systemLogLevelV2: SystemLogLevel.INFO,
      environment: variablesOf(props),
      ...egress.network,
    });
    this.functionArn = made.functionArn;
    this.functionName = made.functionName;
  }
}

const variablesOf = ({ environment, topics, egress, credentials, handover, variables }: OctopusFunctionProps) => ({
  ENVIRONMENT: environment,
  OPS_TOPIC_ARN: topics.ops.topicArn,
  SUPPORT_TOPIC_ARN: topics.support.topicArn,
  CREDENTIALS: JSON.stringify(credentials),
  HANDOVER_HOURS: String(handover.hours),
  HANDOVER_AT_MOST_DAYS: String(handover.atMostDays),
  ...(egress.cidrs.length > 0 && { EGRESS_CIDRS: egress.cidrs.join(',') }),
  ...variables,
});
