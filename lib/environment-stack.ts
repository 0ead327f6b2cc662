import { Annotations, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { Credential } from './credential.ts';
import { Egress } from './egress.ts';
import { EncryptionKey } from './encryption-key.ts';
import { stackName } from './names.ts';
import { OperatorPolicy } from './operator-policy.ts';
import { RotateFunction } from './rotate-function.ts';
import { RotationEvents } from './rotation-events.ts';
import type { Environment, EnvironmentSettings } from './settings.ts';
import { Topics } from './topics.ts';

const withoutFixedEgress =
  'production has no fixed egress address: once the vendor allows addresses one by one, every login from here is ' +
  'refused (EgressBlocked), and there is no address to share with the account manager. Set egress to "fixed" or "existing"';

/** Everything of one environment. The two environments share nothing: see docs/decisions/0003. */
export class EnvironmentStack extends Stack {
  constructor(scope: Construct, environment: Environment, settings: EnvironmentSettings) {
    const { account, region } = settings;
    super(scope, stackName(environment), {
      description: `Rotation of the Octopus Cards credentials of ${environment}`,
      env: { account, region },
      terminationProtection: environment === 'production',
    });
    const key =
      settings.encryption === 'customer-key' ? new EncryptionKey(this, 'Encryption', { environment }).key : undefined;
    const topics = new Topics(this, 'Topics', { ...settings, key });
    const egress = new Egress(this, 'Egress', settings.egress);
    const clientIds = Object.fromEntries(
      settings.credentials.flatMap(({ name, clientId }) => (clientId === undefined ? [] : [[name, clientId]])),
    );
    const rotate = new RotateFunction(this, 'Rotate', { environment, topics, egress, clientIds });
    const functions = { rotate };
    new Alarms(this, 'Alarms', { environment, topics, functions });
    const functionNames = Object.keys(functions);
    const operators = new OperatorPolicy(this, 'OperatorPolicy', {
      environment,
      topics,
      functions: functionNames,
      key,
    });
    new RotationEvents(this, 'RotationEvents', { environment, topics });

    // By name, so that logical ids stay when credentials are added, removed or put in another order.
    for (const { name, readers } of settings.credentials) {
      const { rotateEveryDays } = settings;
      new Credential(this, `Credential-${name}`, { environment, name, readers, rotateEveryDays, rotate, key });
    }

    this.output('OpsTopicArn', topics.ops.topicArn, 'The topic of notices to operations');
    this.output('SupportTopicArn', topics.support.topicArn, "The topic of notices to the vendor's support");
    this.output('RotateFunctionName', rotate.functionName, 'The function that takes the four steps of a rotation');
    this.output('OperatorPolicyArn', operators.policyArn, 'The policy to attach to the role of your operators');
    if (egress.cidrs.length > 0) {
      const description = 'The addresses of the functions: share these with your account manager';
      this.output('EgressCidrs', egress.cidrs.join(','), description);
    } else if (environment === 'production') {
      Annotations.of(this).addWarningV2('octopus-cards:egress', withoutFixedEgress);
    }
  }

  /** Asked of CloudFormation, not looked up: a synth needs no account, even where the settings name one. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
