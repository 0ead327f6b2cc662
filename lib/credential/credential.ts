import { CfnOutput, Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnRotationSchedule, Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import type { OctopusFunction } from '../functions/octopus-function.ts';
import type { RotateFunction } from '../functions/rotate-function.ts';
import { NotWatchedAlarm } from '../monitoring/not-watched-alarm.ts';
import { credentialSecretName, intakeSecretName } from '../names.ts';
import type { Topics } from '../topics.ts';
import { onlyReadBy } from './reading-policy.ts';
import type { WatchSchedules } from './watch-schedules.ts';

export interface CredentialProps {
  /** The environment that the pair belongs to. */
  readonly environment: Environment;
  /** The name of the credential, 1 to 40 of a-z, 0-9 and -. */
  readonly name: string;
  /** The number of days between two rotations, 1 to 999. */
  readonly rotateEveryDays: number;
  /** The topics of notices. */
  readonly topics: Topics;
  /** The functions of the environment. They may read the credential. */
  readonly functions: {
    readonly rotate: RotateFunction;
    readonly watch: OctopusFunction;
    readonly rollback: OctopusFunction;
  };
  /** The schedules of the environment, to which the credential adds its own. */
  readonly schedules: WatchSchedules;
  /**
   * The ARNs of the applications' roles, with their paths. When they are given, nobody else can read the pair.
   * @default - everybody whose own policy allows it can read the pair
   */
  readonly readers?: readonly string[];
  /**
   * The key that encrypts both secrets.
   * @default - AWS's own key for Secrets Manager
   */
  readonly key?: IKey;
}

/**
 * The values of the two secrets before a person has put anything into them.
 *
 * Never change these, and never derive them from a setting: CloudFormation would write the changed value over the live
 * pair, and every application would lose it.
 */
const initialValues = {
  credential: '{"status":"awaiting-first-pair"}',
  intake: '{"status":"empty"}',
} as const;

/**
 * Only a person at the vendor can issue a pair, so no deletion and no replacement may lose one. The one exception is a
 * failed deployment that has created the secret: CloudFormation deletes it again, so that the name is free for the next
 * attempt. The secret still holds its initial value then, because a deployment never rotates. A pair is lost only if
 * somebody stages it while that deployment runs, and the vendor's mail still has it.
 */
const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** A pair at the vendor: the secret that applications read, its intake, its rotation and its daily watch. */
export class Credential extends Construct {
  /** The alarm that is raised when the daily watch did not run. */
  readonly notWatched: NotWatchedAlarm;

  constructor(scope: Construct, id: string, props: CredentialProps) {
    super(scope, id);
    const { environment, name, rotateEveryDays, functions, schedules, topics, readers, key } = props;
    const secret = this.secret('Secret', {
      secretName: credentialSecretName(environment, name),
      description: `Octopus Cards ${environment}: the live key pair "${name}", as JSON with API_KEY, API_SECRET, BASE_URL and CLIENT_ID`,
      secretStringValue: SecretValue.unsafePlainText(initialValues.credential),
      encryptionKey: key,
    });
    const intake = this.secret('Intake', {
      secretName: intakeSecretName(environment, name),
      description: `Octopus Cards ${environment}: the intake of "${name}". Operators put the next key pair here; a rotation empties it`,
      secretStringValue: SecretValue.unsafePlainText(initialValues.intake),
      encryptionKey: key,
    });
    acknowledge(
      intake,
      'AwsSolutions-SMG4',
      'A person puts a pair into an intake, and the rotation of the credential empties it. It has nothing to rotate.',
    );

    const { rotate, watch, rollback } = functions;
    const ours = [rotate, watch, rollback].map(({ role }) => role.roleArn);
    const locks = [intake.addToResourcePolicy(onlyReadBy([rotate.role.roleArn]))];
    if (readers !== undefined) locks.push(secret.addToResourcePolicy(onlyReadBy([...ours, ...readers])));

    const schedule = this.schedule(secret, rotate, rotateEveryDays);
    // AWS tests the rotation when it creates the schedule, so everything that the test uses has to exist before.
    for (const { policyDependable: lock } of locks) if (lock !== undefined) schedule.node.addDependency(lock);

    schedules.add(this, name, readers);
    this.notWatched = new NotWatchedAlarm(this, 'NotWatched', { environment, credential: name, topics });

    this.output(
      'SecretName',
      credentialSecretName(environment, name),
      `The secret of credential ${name}, which applications read`,
    );
    this.output(
      'IntakeName',
      intakeSecretName(environment, name),
      `The intake of credential ${name}, which operators write`,
    );
  }

  private secret(id: string, props: SecretProps): Secret {
    return new Secret(this, id, { ...props, removalPolicy });
  }

  /**
   * The secret's own `addRotationSchedule` would grant GetRandomPassword on every resource, and a permission to invoke
   * without SourceAccount. If the logical id changed, CloudFormation would delete the live schedule.
   */
  private schedule(secret: Secret, rotate: RotateFunction, everyDays: number): CfnRotationSchedule {
    const schedule = new CfnRotationSchedule(this, 'Rotation', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotate.functionArn,
      rotationRules: { scheduleExpression: Schedule.rate(Duration.days(everyDays)).expressionString },
      rotateImmediatelyOnUpdate: false,
    });
    schedule.addResourceDependency(rotate.permission);
    return schedule;
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
