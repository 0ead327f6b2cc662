import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { resourceName } from './names.ts';
import type { Environment } from './settings.ts';

/** Runs of the watch that could not be started, or failed each time: the event, and why. No secret is in either. */
export class GivenUpQueue extends Queue {
  constructor(scope: Construct, id: string, { environment }: { readonly environment: Environment }) {
    super(scope, id, {
      queueName: resourceName(environment, 'watch-given-up'),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(
      this,
      'AwsSolutions-SQS3',
      'It is itself where schedules and function send what they gave up; nothing takes messages from it but a person.',
    );
  }
}
