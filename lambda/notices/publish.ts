import { GetTopicAttributesCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { awsCall } from '../runtime/aws-call.ts';
import type { Config } from '../runtime/config.ts';
import { compose } from './compose.ts';
import { forwardToSupport } from './forward-to-support.ts';
import { type Audience, audiences, type Message, type Notice } from './notice.ts';

interface Publisher {
  readonly sns: SNSClient;
  readonly config: Pick<Config, 'opsTopicArn' | 'supportTopicArn'>;
}

/** Publishes a notice to each audience that it is for; resolves once SNS has accepted all of it. */
export function createPublisher({ sns, config }: Publisher): (notice: Notice) => Promise<void> {
  const topics: Readonly<Record<Audience, string>> = { ops: config.opsTopicArn, support: config.supportTopicArn };
  const publish = (notice: Notice, audience: Audience, { subject, body, severity }: Message) =>
    awsCall({ operation: 'sns:Publish', target: topics[audience] }, () =>
      sns.send(
        new PublishCommand({
          TopicArn: topics[audience],
          Subject: subject,
          Message: body,
          MessageAttributes: attributes({
            notice: notice.kind,
            audience,
            environment: notice.environment,
            severity,
            credential: notice.credential,
          }),
        }),
      ),
    );
  const isHeard = async (topic: string): Promise<boolean> => {
    const told = await awsCall({ operation: 'sns:GetTopicAttributes', target: topic }, () =>
      sns.send(new GetTopicAttributesCommand({ TopicArn: topic })),
    );
    return Number(told.Attributes?.SubscriptionsConfirmed ?? 0) > 0;
  };

  return async (notice) => {
    const messages = compose(notice);
    // Nobody confirmed support's subscription: SNS would take the mail and deliver it to nobody.
    if (messages.support !== undefined && !(await isHeard(topics.support))) {
      await publish(notice, 'ops', forwardToSupport(notice, messages.support));
    }
    for (const audience of audiences) {
      const message = messages[audience];
      if (message !== undefined) await publish(notice, audience, message);
    }
  };
}

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
