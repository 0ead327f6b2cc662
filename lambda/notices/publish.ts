import { GetTopicAttributesCommand, PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { awsCall, unlessAws } from '../runtime/aws-call.ts';
import { compose } from './compose.ts';
import { forwardToSupport } from './forward-to-support.ts';
import type { Audience, Message, Notice } from './notice.ts';

interface Publisher {
  readonly sns: SNSClient;
  readonly config: { readonly opsTopicArn: string; readonly supportTopicArn: string };
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
  const hasConfirmedSubscriber = async (topic: string): Promise<boolean> => {
    const call = awsCall({ operation: 'sns:GetTopicAttributes', target: topic }, () =>
      sns.send(new GetTopicAttributesCommand({ TopicArn: topic })),
    );
    // A topic that does not exist has no subscriber.
    const response = await unlessAws(['NotFoundException', 'NotFound'], call);
    return Number(response?.Attributes?.SubscriptionsConfirmed ?? 0) > 0;
  };

  return async (notice) => {
    const { support, ops } = compose(notice);
    const mails = [
      async () => {
        // Nobody confirmed support's subscription: SNS would take the mail and deliver it to nobody.
        if (support !== undefined && !(await hasConfirmedSubscriber(topics.support))) {
          await publish(notice, 'ops', forwardToSupport(notice, support));
        }
      },
      async () => support && (await publish(notice, 'support', support)),
      async () => ops && (await publish(notice, 'ops', ops)),
    ];
    const failures: unknown[] = [];
    // A topic that fails must not keep the mail from the readers of the other one.
    for (const mail of mails) await mail().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
}

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
