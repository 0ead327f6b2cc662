import { Aws } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Environment } from '../environment.ts';
import { resourceName, secretNamePrefix } from '../names.ts';
import type { Topics } from '../topics.ts';

export interface RotationEventsProps {
  /** The environment whose secrets are observed. */
  readonly environment: Environment;
  /** The topics of notices. The events are mailed to operations. */
  readonly topics: Topics;
}

const secret = EventField.fromPath('$.detail.additionalEventData.SecretId');
const time = EventField.fromPath('$.time');

/** The beginning of Secrets Manager's message about a step of ours that failed. */
const stepFailed = 'Error when executing lambda';

/** What happened and what to do, by the name of the event, which is also the heading in docs/operating.md. */
const messages = {
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
 * Mails operations about ends of a rotation that the function does not see, from events of Secrets Manager. These events
 * reach EventBridge only if a CloudTrail trail logs management events in the region.
 */
export class RotationEvents extends Construct {
  constructor(scope: Construct, id: string, { environment, topics }: RotationEventsProps) {
    super(scope, id);
    const secretArns = `arn:${Aws.PARTITION}:secretsmanager:${Aws.REGION}:${Aws.ACCOUNT_ID}:secret:${secretNamePrefix(environment)}`;
    for (const [eventName, lines] of Object.entries(messages)) {
      // The text has no quotation marks, because they would have to be escaped in the template of the mail.
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
            // A failed step has been reported by a notice, or raises an alarm.
            ...(eventName === 'RotationFailed' && { errorMessage: [{ 'anything-but': { prefix: stepFailed } }] }),
          },
        },
        // CDK's own target for a topic would add to the topic's policy, which is written in one place, `topics.ts`.
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
