import type { MovableClock } from '../../clock.ts';
import { AwsError, notModelled } from '../aws-error.ts';
import type { Place } from '../secrets/state.ts';
import { type Form, parseForm } from '../wire/form.ts';
import { queryReply, type WireRequest } from '../wire/reply.ts';
import type { XmlValue } from '../wire/xml.ts';
import { type Mail, mailOf, type Published, readMessage } from './publish.ts';
import { createTopics, invalid, type Subscription, type Topic } from './topics.ts';

export interface SnsControls {
  /** Everything published, as it was sent. */
  readonly published: readonly Published[];
  /** Subscriptions, those that nobody confirmed included. */
  readonly subscriptions: () => readonly Subscription[];
  /** Confirms this address everywhere, as its owner does with the links that SNS mailed. */
  readonly confirm: (email: string) => void;
  /** The next Publish is refused. Called again, the one after it too. */
  readonly failNextPublish: (error?: AwsError) => void;
}

type Operation = (form: Form) => XmlValue | undefined;

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const internalError = () => new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500);

/** SNS, Query protocol. */
export function createSns({ clock, place }: { clock: MovableClock; place: Place }) {
  const topics = createTopics({ clock, place });
  const mailbox: Mail[] = [];
  const published: Published[] = [];
  const failures: AwsError[] = [];

  const operations: Record<string, Operation> = {
    CreateTopic: (form) => {
      const attributes = form.entries('Attributes', { key: 'key', value: 'value' });
      return { TopicArn: topics.create(form.get('Name') ?? '', attributes).arn };
    },
    DeleteTopic: (form) => {
      topics.remove(form.get('TopicArn') ?? '');
    },
    ListTopics: () => ({ Topics: { member: topics.all().map(({ arn }) => ({ TopicArn: arn })) } }),
    GetTopicAttributes: (form) => {
      const attributes = topicAttributes(topics.topic(form.get('TopicArn')), place);
      return { Attributes: { entry: Object.entries(attributes).map(([key, value]) => ({ key, value })) } };
    },
    SetTopicAttributes: (form) => {
      const { attributes } = topics.topic(form.get('TopicArn'));
      attributes.set(form.get('AttributeName') ?? '', form.get('AttributeValue') ?? '');
    },
    Subscribe: (form) => {
      const protocol = form.get('Protocol') ?? '';
      const email = form.get('Endpoint') ?? '';
      if (protocol !== 'email') throw notModelled('sns', `Subscribe with protocol ${protocol}`);
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid('Email address');
      const made = topics.subscribe(form.get('TopicArn'), protocol, email);
      const shows = made.state === 'confirmed' || form.get('ReturnSubscriptionArn') === 'true';
      return { SubscriptionArn: shows ? made.arn : 'pending confirmation' };
    },
    ConfirmSubscription: (form) => ({
      SubscriptionArn: topics.confirm(form.get('TopicArn'), form.get('Token')).arn,
    }),
    Unsubscribe: (form) => {
      topics.unsubscribe(form.get('SubscriptionArn'));
    },
    ListSubscriptions: () => listed(topics.subscriptions(), place),
    ListSubscriptionsByTopic: (form) => {
      const { arn } = topics.topic(form.get('TopicArn'));
      const own = topics.subscriptions().filter(({ topicArn }) => topicArn === arn);
      return listed(own, place);
    },
    Publish: (form) => {
      const topic = topics.topic(form.get('TopicArn') ?? form.get('TargetArn'));
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      const message = readMessage(form, topic, clock.now());
      published.push(message);
      const readers = topic.subscriptions.filter(({ state }) => state === 'confirmed');
      mailbox.push(...readers.map((reader) => mailOf(message, reader)));
      return { MessageId: message.messageId };
    },
  };

  const controls: SnsControls = {
    published,
    subscriptions: topics.subscriptions,
    confirm(email) {
      const own = topics.subscriptions().filter((one) => one.email === email);
      if (own.length === 0) throw new Error(`nobody subscribed ${email}`);
      for (const one of own) one.state = 'confirmed';
    },
    failNextPublish: (error = internalError()) => void failures.push(error),
  };

  return {
    controls,
    mailbox,
    async answer({ call, body }: WireRequest) {
      const operation = operations[call.operation];
      if (operation === undefined) throw notModelled('sns', call.operation);
      return queryReply(call.operation, namespace, operation(parseForm(body)));
    },
  };
}

const listed = (subscriptions: readonly Subscription[], { accountId }: Place): XmlValue => ({
  Subscriptions: {
    member: subscriptions.map(({ arn, topicArn, protocol, email, state }) => ({
      SubscriptionArn: state === 'confirmed' ? arn : 'PendingConfirmation',
      Owner: accountId,
      Protocol: protocol,
      Endpoint: email,
      TopicArn: topicArn,
    })),
  },
});

function topicAttributes({ arn, attributes, subscriptions }: Topic, { accountId }: Place): Record<string, string> {
  const count = (state: Subscription['state']) => String(subscriptions.filter((one) => one.state === state).length);
  return {
    DisplayName: '',
    ...Object.fromEntries(attributes),
    TopicArn: arn,
    Owner: accountId,
    SubscriptionsConfirmed: count('confirmed'),
    SubscriptionsPending: count('pending'),
    SubscriptionsDeleted: count('deleted'),
  };
}
