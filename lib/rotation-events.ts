import { Aws } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { resourceName, secretNamePrefix } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';

export interface RotationEventsProps {
  readonly environment: Environment;
  readonly topics: Topics;
}

const secret = EventField.fromPath('$.detail.additionalEventData.SecretId');
const time = EventField.fromPath('$.time');

/** How Secrets Manager words that a step of ours has failed. */
const stepFailed = 'Error when executing lambda';

/** What happened and what to do, by the name of the event. The heading in docs/operating.md is called after it. */
const tellings = {
  RotationFailed: [
    `A rotation of ${secret} failed at ${time} without the function having said so.`,
    'Secrets Manager could not invoke it, or does not know who put the pending value. The live pair stays as it is.',
    'Look at the permission of the function, and whether rotation and function are as deployed.',
  ],
  RotationAbandoned: [
    `A rotation of ${secret} was abandoned at ${time}.`,
    'Somebody put a value into that secret while it ran. Applications use that value now.',
    'Find out who did it, then stage the pair again and rotate, unless it is live already.',
  ],
  TestRotationFailed: [
    `The test of the rotation of ${secret} failed at ${time}.`,
    'AWS tested it because its schedule was set up or changed. Nothing was rotated, and the schedule stays.',
    'Read the last failed step in the log of the function, and look up its verdict.',
  ],
} as const;

/**
 * Ends of a rotation that the function does not see, told to ops by Secrets Manager itself. These events reach
 * EventBridge only where a CloudTrail trail logs management events in this region.
 */
export class RotationEvents extends Construct {
  constructor(scope: Construct, id: string, { environment, topics }: RotationEventsProps) {
    super(scope, id);
    const secretArns = `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${secretNamePrefix(environment)}`;
    for (const [eventName, lines] of Object.entries(tellings)) {
      // No quotation marks: the template of a mail is no JSON, and they would have to be escaped.
      const where = `See docs/operating.md, ${eventName}.`;
      new Rule(this, eventName, {
        ruleName: resourceName(environment, eventName),
        description: `Mails ops about ${eventName} of a secret of ${environment}. Needs a CloudTrail trail with management events in this region. ${where}`,
        eventPattern: {
          source: ['aws.secretsmanager'],
          detailType: ['AWS Service Event via CloudTrail'],
          detail: {
            eventName: [eventName],
            additionalEventData: { SecretId: [{ prefix: secretArns }] },
            // A step that failed has been told by a notice, or raises an alarm.
            ...(eventName === 'RotationFailed' && { errorMessage: [{ 'anything-but': { prefix: stepFailed } }] }),
          },
        },
        // Not the CDK's target for a topic: it adds to the topic's policy, which is made in one place, `topics.ts`.
        targets: [
          {
            bind: () => ({
              arn: topics.ops.topicArn,
              input: RuleTargetInput.fromMultilineText([...lines, where].join('\n')),
            }),
          },
        ],
      });
    }
  }
}
