import { Annotations, CfnOutput, Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EncryptionKey } from '../access/encryption-key.ts';
import { OperatorPolicy } from '../access/operator-policy.ts';
import { Credential } from '../credential/credential.ts';
import { WatchSchedules } from '../credential/watch-schedules.ts';
import type { Environment } from '../environment.ts';
import { FunctionBundles } from '../functions/function-bundles.ts';
import { GivenUpQueue } from '../functions/given-up-queue.ts';
import { RollbackFunction } from '../functions/rollback-function.ts';
import { RotateFunction } from '../functions/rotate-function.ts';
import { WatchFunction } from '../functions/watch-function.ts';
import { Alarms } from '../monitoring/alarms.ts';
import { Dashboard } from '../monitoring/dashboard.ts';
import { RotationEvents } from '../monitoring/rotation-events.ts';
import { stackName } from '../names.ts';
import { Egress } from '../network/egress.ts';
import { Topics } from '../topics.ts';
import type { EnvironmentSettings } from './settings.ts';

const withoutFixedEgress =
  'production has no fixed egress address: once the vendor allows addresses one by one, every login from here is ' +
  'refused (EgressBlocked), and there is no address to share with the account manager. Set egress to "fixed" or "existing"';

interface FunctionsProps {
  readonly environment: Environment;
  readonly topics: Topics;
  readonly egress: Egress;
  readonly settings: EnvironmentSettings;
}

/** The stack of an environment. The two environments share nothing: see docs/decisions/0003. */
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
    const { functions, schedules, givenUpQueue } = this.functions({ environment, topics, egress, settings });
    const { all: alarms } = new Alarms(this, 'Alarms', { environment, topics, functions, givenUpQueue });
    const operators = new OperatorPolicy(this, 'OperatorPolicy', {
      environment,
      topics,
      functions: Object.keys(functions),
      givenUpQueue,
      key,
    });
    new RotationEvents(this, 'RotationEvents', { environment, topics });

    // The id holds the name, so that logical ids stay the same when credentials are added, removed or reordered.
    const perCredential = settings.credentials.map(({ name, readers }) => {
      const { rotateEveryDays } = settings;
      const made = { environment, topics, functions, schedules, key };
      return new Credential(this, `Credential-${name}`, { ...made, name, readers, rotateEveryDays });
    });
    const notWatched = perCredential.map(({ notWatched }) => notWatched);
    new Dashboard(this, 'Dashboard', { environment, alarms: [...alarms, ...notWatched] });

    this.output('OpsTopicArn', topics.ops.topicArn, 'The topic of notices to operations');
    this.output('SupportTopicArn', topics.support.topicArn, "The topic of notices to the vendor's support");
    this.output(
      'RotateFunctionName',
      functions.rotate.functionName,
      'The function that takes the four steps of a rotation',
    );
    this.output('WatchFunctionName', functions.watch.functionName, 'The function that watches a credential');
    this.output(
      'RollbackFunctionName',
      functions.rollback.functionName,
      'The function that goes back to the pair before',
    );
    this.output('OperatorPolicyArn', operators.policyArn, 'The policy to attach to the role of your operators');
    if (egress.cidrs.length > 0) {
      const description = 'The addresses of the functions: share these with your account manager';
      this.output('EgressCidrs', egress.cidrs.join(','), description);
    } else if (environment === 'production') {
      Annotations.of(this).addWarningV2('octopus-cards:egress', withoutFixedEgress);
    }
  }

  private functions({ environment, topics, egress, settings }: FunctionsProps) {
    // In the order of the names, so that another order in cdk.json changes no function.
    const named = settings.credentials.map(({ name, clientId = null }) => [name, clientId] as const);
    const credentials = Object.fromEntries(named.toSorted(([a], [b]) => a.localeCompare(b)));
    const { handover } = settings;
    const surroundings = { environment, bundles: new FunctionBundles(), topics, egress, credentials, handover };
    const { remindDaysBefore } = settings;
    const givenUpQueue = new GivenUpQueue(this, 'GivenUp', { environment });
    const { queueArn: givenUpQueueArn } = givenUpQueue;
    const rotate = new RotateFunction(this, 'Rotate', surroundings);
    const watch = new WatchFunction(this, 'Watch', { ...surroundings, remindDaysBefore, givenUpQueueArn });
    const rollback = new RollbackFunction(this, 'Rollback', surroundings);
    const { functionArn: watchArn } = watch;
    const schedules = new WatchSchedules(this, 'WatchSchedules', { environment, watchArn, givenUpQueueArn });
    return { functions: { rotate, watch, rollback }, schedules, givenUpQueue };
  }

  /** CloudFormation chooses the zones when it deploys, so that a synth needs no look-up, even if an account is set. */
  override get availabilityZones(): string[] {
    return [0, 1].map((index) => Fn.select(index, Fn.getAzs()));
  }

  private output(id: string, value: string, description: string): void {
    new CfnOutput(this, id, { value, description });
  }
}
