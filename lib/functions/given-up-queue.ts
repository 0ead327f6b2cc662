import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import { resourceName } from '../names.ts';

export interface GivenUpQueueProps {
  /** The environment of the watch. */
  readonly environment: Environment;
}

/** The queue of the runs of the watch that could not be started or failed each time. Its messages hold no secret. */
export class GivenUpQueue extends Queue {
  constructor(scope: Construct, id: string, { environment }: GivenUpQueueProps) {
    super(scope, id, {
      queueName: resourceName(environment, 'watch-given-up'),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(
      this,
      'AwsSolutions-SQS3',
      'It is itself the dead-letter queue of the schedules and the function. Only a person takes messages from it.',
    );
  }
}
