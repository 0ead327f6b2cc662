import { Duration } from 'aws-cdk-lib';
import { CfnEventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { allow, watchRights } from './function-rights.ts';
import { type FunctionSurroundings, OctopusFunction } from './octopus-function.ts';

export interface WatchFunctionProps extends FunctionSurroundings {
  readonly remindDaysBefore: readonly number[];
  /** Takes the runs that Lambda gave up. */
  readonly givenUpQueueArn: string;
}

/** The function that looks after the live pair and after what was to be revoked, once a day for each credential. */
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
      description: `Watches the Octopus Cards credentials of ${environment}. Invoked once a day for each`,
      // Lambda sends with the role of the function.
      rights: [...watchRights(environment), allow(givenUpQueueArn, ['sqs:SendMessage'])],
      // Six logins, of which each may wait 30 seconds for an answer, and the calls to AWS.
      timeout: Duration.minutes(5),
      variables: { REMIND_DAYS_BEFORE: remindDaysBefore.join(',') },
    });
    new CfnEventInvokeConfig(this, 'WhenItFails', {
      functionName: this.functionName,
      qualifier: '$LATEST',
      maximumRetryAttempts: 2,
      // For a run that is throttled. The next day's run makes up for one that came to nothing.
      maximumEventAgeInSeconds: Duration.hours(6).toSeconds(),
      destinationConfig: { onFailure: { destination: givenUpQueueArn } },
    });
  }
}
