import { Duration } from 'aws-cdk-lib';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { allow, watchRights } from './function-rights.ts';
import { type FunctionSurroundings, OctopusFunction } from './octopus-function.ts';

export interface WatchFunctionProps extends FunctionSurroundings {
  /** On how many days before the twelve months are over a reminder is due, in falling order. */
  readonly remindDaysBefore: readonly number[];
  /** The ARN of the queue that takes the events of runs that failed each time. */
  readonly givenUpQueueArn: string;
}

/** The function that checks the live pair and the open revocations of a credential. */
export class WatchFunction extends OctopusFunction {
  constructor(
    scope: Construct,
    id: string,
    { remindDaysBefore, givenUpQueueArn, ...surroundings }: WatchFunctionProps,
  ) {
    const { environment } = surroundings;
    super(scope, id, {
      ...surroundings,
      name: 'watch',
      description: `Watches the Octopus Cards credentials of ${environment}. Invoked every hour for each`,
      // Lambda sends to the queue with the role of the function.
      rights: [...watchRights(environment), allow(givenUpQueueArn, ['sqs:SendMessage'])],
      // Enough for six logins, each of which may wait 30 seconds for a reply, and for the calls to AWS.
      timeout: Duration.minutes(5),
      variables: { REMIND_DAYS_BEFORE: remindDaysBefore.join(',') },
    });
    acknowledge(this.role, 'AwsSolutions-IAM5[Resource::*]', 'cloudtrail:LookupEvents supports no resource.');
    new CfnEventInvokeConfig(this, 'WhenItFails', {
      functionName: this.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      // This is for a run that is throttled. The next full run replaces one that failed.
      maximumEventAgeInSeconds: Duration.hours(6).toSeconds(),
      destinationConfig: { onFailure: { destination: givenUpQueueArn } },
    });
  }
}
