import { CfnOutput, Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnRotationSchedule, Secret, type SecretProps } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { credentialSecretName, intakeSecretName } from './names.ts';
import { NotWatchedAlarm } from './not-watched-alarm.ts';
import type { OctopusFunction } from './octopus-function.ts';
import { onlyReadBy } from './reading-policy.ts';
import type { RotateFunction } from './rotate-function.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';
import type { WatchSchedules } from './watch-schedules.ts';

export interface CredentialProps {
  readonly environment: Environment;
  readonly name: string;
  readonly rotateEveryDays: number;
  readonly topics: Topics;
  readonly functions: {
    readonly rotate: RotateFunction;
    readonly watch: OctopusFunction;
    readonly rollback: OctopusFunction;
  };
  readonly schedules: WatchSchedules;
  /** The roles of the applications. @default - everybody whose own policy allows it */
  readonly readers: readonly string[] | undefined;
  /** @default - the key of AWS */
  readonly key: IKey | undefined;
}

/**
 * What the two secrets hold before a person has put anything into them.
 *
 * Never change these, and never let them depend on a setting: CloudFormation would put the changed value over the one
 * that is there, and the live pair would be gone from every application.
 */
const initialValues = {
  credential: '{"status":"awaiting-first-pair"}',
  intake: '{"status":"empty"}',
} as const;

/**
 * Only a person at the vendor can issue a pair: no deletion and no replacement may lose one. The one exception is the
 * deployment that makes a secret and fails. It takes the secret back, so that the name is free for the next try. It
 * holds its initial value then, since no deployment rotates: a pair is lost only to who stages one while it still runs,
 * and that pair stands in the vendor's mail.
 */
const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** One key pair at the vendor: the secret that applications read, its mailbox, its rotation and its daily watch. */
export class Credential extends Construct {
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
      description: `Octopus Cards ${environment}: the mailbox of "${name}". Operators put the next key pair here; a rotation empties it`,
      secretStringValue: SecretValue.unsafePlainText(initialValues.intake),
      encryptionKey: key,
    });
    acknowledge(
      intake,
      'AwsSolutions-SMG4',
      'A mailbox: a person puts a pair in, the rotation of the credential takes it out. It has nothing to rotate.',
    );

    const { rotate, watch, rollback } = functions;
    const ours = [rotate, watch, rollback].map(({ role }) => role.roleArn);
    const locks = [intake.addToResourcePolicy(onlyReadBy([rotate.role.roleArn]))];
    if (readers !== undefined) locks.push(secret.addToResourcePolicy(onlyReadBy([...ours, ...readers])));

    const schedule = this.schedule(secret, rotate, rotateEveryDays);
    // AWS tests the rotation as it makes the schedule: everything that the test meets has to be in its final state.
    for (const { policyDependable: lock } of locks) if (lock !== undefined) schedule.node.addDependency(lock);

    schedules.add(this, name);
    this.notWatched = new NotWatchedAlarm(this, 'NotWatched', { environment, credential: name, topics });

    this.output(
      'SecretName',
      credentialSecretName(environment, name),
      `The secret of credential ${name}, which applications read`,
    );
    this.output(
      'IntakeName',
      intakeSecretName(environment, name),
      `The mailbox of credential ${name}, which operators write`,
    );
  }

  private secret(id: string, props: SecretProps): Secret {
    return new Secret(this, id, { ...props, removalPolicy });
  }

  /**
   * Not `addRotationSchedule` of the secret: it would grant GetRandomPassword on everything, and a permission to invoke
   * without SourceAccount. A changed logical id would let CloudFormation take the live schedule away.
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
