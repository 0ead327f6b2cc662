import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  type PublishCommandInput,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { anAws, refusal } from './an-aws.ts';

async function aTopic() {
  const world = await anAws();
  const { sns } = world;
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'support' }));
  return {
    ...world,
    TopicArn,
    subscribe: (Endpoint: string) => sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint })),
    publish: (input: Partial<PublishCommandInput> = {}) =>
      sns.send(new PublishCommand({ TopicArn, Message: 'news', ...input })),
    counts: async () => {
      const { Attributes = {} } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
      return [Attributes.SubscriptionsConfirmed, Attributes.SubscriptionsPending, Attributes.SubscriptionsDeleted];
    },
  };
}

it('mails to confirmed subscriptions only', async () => {
  await using topic = await aTopic();
  expect((await topic.subscribe('a@example.com')).SubscriptionArn).toBe('pending confirmation');
  await topic.subscribe('b@example.com');
  topic.aws.sns.confirm('b@example.com');
  const MessageAttributes = { severity: { DataType: 'String', StringValue: 'info' } };
  await topic.publish({ Subject: 'A <b> & "c"', Message: 'one\ntwo & <three>', MessageAttributes });
  expect(topic.aws.mailbox).toMatchObject([
    {
      to: 'b@example.com',
      subject: 'A <b> & "c"',
      body: expect.stringMatching(/^one\ntwo & <three>\n\n--\nIf you wish to stop receiving/),
      attributes: { severity: 'info' },
      topicArn: topic.TopicArn,
    },
  ]);
  expect(topic.aws.sns.published.map(({ body }) => body)).toEqual(['one\ntwo & <three>']);
});

it('counts subscriptions, and deletes an unconfirmed one after two days', async () => {
  await using topic = await aTopic();
  for (const name of ['a', 'b', 'c']) await topic.subscribe(`${name}@example.com`);
  topic.aws.sns.confirm('a@example.com');
  expect(await topic.counts()).toEqual(['1', '2', '0']);
  await topic.clock.advance(days(3));
  expect(await topic.counts()).toEqual(['1', '0', '2']);
});

it('confirms by token and ends by ARN', async () => {
  await using topic = await aTopic();
  await topic.subscribe('a@example.com');
  const Token = topic.aws.sns.subscriptions()[0]?.token;
  const { TopicArn } = topic;
  const { SubscriptionArn } = await topic.sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }));
  expect(await topic.counts()).toEqual(['1', '0', '0']);
  await topic.sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  expect(await topic.counts()).toEqual(['0', '0', '1']);
});

it('lists topics and subscriptions', async () => {
  await using topic = await aTopic();
  await topic.subscribe('a@example.com');
  const listed = { SubscriptionArn: 'PendingConfirmation', Protocol: 'email', Endpoint: 'a@example.com' };
  const { TopicArn, sns } = topic;
  expect((await sns.send(new ListTopicsCommand())).Topics).toEqual([{ TopicArn }]);
  expect((await sns.send(new ListSubscriptionsCommand())).Subscriptions).toMatchObject([listed]);
  const own = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(own.Subscriptions).toMatchObject([{ ...listed, TopicArn }]);
});

it.each([
  [{ Subject: 'x'.repeat(100) }, '400 InvalidParameter: Invalid parameter: Subject'],
  [{ Subject: 'two\nlines' }, '400 InvalidParameter: Invalid parameter: Subject'],
  [{ Subject: 'caf\u00e9' }, '400 InvalidParameter: Invalid parameter: Subject'],
  [{ Subject: 'x'.repeat(99) }, 'no error'],
  [{ Message: 'x'.repeat(262_145) }, '400 InvalidParameter: Invalid parameter: Message too long'],
  [{ Message: 'x'.repeat(262_144) }, 'no error'],
])('holds a message to the limits of SNS (%#)', async (input, expected) => {
  await using topic = await aTopic();
  expect((await refusal(topic.publish(input))).replace('InvalidParameterException', 'InvalidParameter')).toBe(expected);
});

it('keeps attributes and deletes topics', async () => {
  await using topic = await aTopic();
  const { TopicArn, sns } = topic;
  const set = { TopicArn, AttributeName: 'DisplayName', AttributeValue: 'Support' };
  await sns.send(new SetTopicAttributesCommand(set));
  const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(Attributes).toMatchObject({ TopicArn, DisplayName: 'Support' });
  await sns.send(new DeleteTopicCommand({ TopicArn }));
  expect(await refusal(topic.publish())).toMatch(/^404 NotFound\w*: Topic does not exist/);
});

it('says who is calling', async () => {
  await using world = await anAws();
  expect(await world.sts.send(new GetCallerIdentityCommand())).toMatchObject({
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:user/local',
  });
});
