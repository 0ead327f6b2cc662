import { CfnOutput, Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { CfnRotationSchedule, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { credentialSecretName, intakeSecretName } from './names.ts';
import { onlyReadBy } from './reading-policy.ts';
import type { RotateFunction } from './rotate-function.ts';
import type { Environment } from './settings.ts';

export interface CredentialProps {
  readonly environment: Environment;
  readonly name: string;
  readonly rotateEveryDays: number;
  readonly rotate: RotateFunction;
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
 * deployment that makes a secret and fails. It takes the secret back, so that the name is free for the next try, and
 * there is no pair to lose: until that deployment is over the secret holds its initial value.
 */
const removalPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;

/** One key pair at the vendor: the secret that applications read, its mailbox, and its rotation. */
export class Credential extends Construct {
  constructor(scope: Construct, id: string, props: CredentialProps) {
    super(scope, id);
    const { environment, name, rotateEveryDays, rotate, readers, key: encryptionKey } = props;
    const secretName = credentialSecretName(environment, name);
    const secret = new Secret(this, 'Secret', {
      secretName,
      description: `Octopus Cards ${environment}: the live key pair "${name}", as JSON with API_KEY, API_SECRET, BASE_URL and CLIENT_ID`,
      secretStringValue: SecretValue.unsafePlainText(initialValues.credential),
      encryptionKey,
      removalPolicy,
    });

    const intakeName = intakeSecretName(environment, name);
    const intake = new Secret(this, 'Intake', {
      secretName: intakeName,
      description: `Octopus Cards ${environment}: the mailbox of "${name}". Operators put the next key pair here; a rotation empties it`,
      secretStringValue: SecretValue.unsafePlainText(initialValues.intake),
      encryptionKey,
      removalPolicy,
    });
    acknowledge(
      intake,
      'AwsSolutions-SMG4',
      'A mailbox: a person puts a pair in, the rotation of the credential takes it out. It has nothing to rotate.',
    );

    const reading = [intake.addToResourcePolicy(onlyReadBy([rotate.role.roleArn]))];
    if (readers !== undefined) {
      reading.push(secret.addToResourcePolicy(onlyReadBy([rotate.role.roleArn, ...readers])));
    }

    // Not addRotationSchedule of the secret: it would grant GetRandomPassword on everything, and a permission to invoke
    // without SourceAccount. A changed logical id would let CloudFormation take the live schedule away.
    const schedule = new CfnRotationSchedule(this, 'Rotation', {
      secretId: secret.secretArn,
      rotationLambdaArn: rotate.functionArn,
      rotationRules: { scheduleExpression: Schedule.rate(Duration.days(rotateEveryDays)).expressionString },
      rotateImmediatelyOnUpdate: false,
    });
    schedule.addResourceDependency(rotate.permission);
    // AWS tests the rotation as it makes the schedule: everything that the test meets has to be in its final state.
    for (const { policyDependable } of reading) if (policyDependable) schedule.node.addDependency(policyDependable);

    new CfnOutput(this, 'SecretName', {
      value: secretName,
      description: `The secret of credential ${name}, which applications read`,
    });
    new CfnOutput(this, 'IntakeName', {
      value: intakeName,
      description: `The mailbox of credential ${name}, which operators write`,
    });
  }
}
