import {
  CreateTopicCommand,
  GetTopicAttributesCommand,
  PublishCommand,
  type PublishCommandInput,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { type Account, type AnswerRow, taken } from '../row.ts';

const answer = { kind: 'answer', source: 'API reference' } as const;

async function aTopic({ sns }: Account) {
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'support' }));
  return {
    subscribe: () =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'octopus-support@example.com' })),
    publishes: (input: Partial<PublishCommandInput>) =>
      taken(sns.send(new PublishCommand({ TopicArn, Message: 'news', ...input }))),
    attributes: async () => (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {},
  };
}

export const publishingRows: readonly AnswerRow[] = [
  {
    ...answer,
    operation: 'Subscribe',
    fact: 'leaves an e-mail address pending until it confirms',
    aws: ['pending confirmation', '0', '1'],
    async ask({ account }) {
      const topic = await aTopic(account);
      const { SubscriptionArn } = await topic.subscribe();
      const { SubscriptionsConfirmed, SubscriptionsPending } = await topic.attributes();
      return [SubscriptionArn, SubscriptionsConfirmed, SubscriptionsPending];
    },
  },
  {
    ...answer,
    operation: 'Publish',
    fact: 'accepts a subject of fewer than 100 characters, on one line',
    aws: ['taken', 'refused', 'refused'],
    async ask({ account }) {
      const { publishes } = await aTopic(account);
      const subjects = ['x'.repeat(99), 'x'.repeat(100), 'two\nlines'];
      return Promise.all(subjects.map((Subject) => publishes({ Subject })));
    },
  },
  {
    ...answer,
    operation: 'Publish',
    fact: 'accepts a message of 262,144 bytes and no more',
    aws: ['taken', 'refused'],
    async ask({ account }) {
      const { publishes } = await aTopic(account);
      return Promise.all([262_144, 262_145].map((bytes) => publishes({ Message: 'x'.repeat(bytes) })));
    },
  },
];
