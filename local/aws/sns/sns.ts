import type { MovableClock } from '../../clock.ts';
import { AwsError, notModelled } from '../aws-error.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { KmsKeys } from '../iam/kms-keys.ts';
import type { Place } from '../secrets/state.ts';
import { type Form, parseForm } from '../wire/form.ts';
import { queryReply, requestId, type WireRequest } from '../wire/reply.ts';
import type { XmlValue } from '../wire/xml.ts';
import { neededFor } from './access.ts';
import { type Mail, mailOf, type Published, readMessage } from './publish.ts';
import { checkAttribute, topicAttributes } from './topic-attributes.ts';
import { createTopics, invalid, type Subscription, type Topic } from './topics.ts';

export interface SnsControls {
  /** Every message that was published. */
  readonly published: readonly Published[];
  /** All subscriptions, including unconfirmed ones. */
  readonly subscriptions: () => readonly Subscription[];
  /** Confirms all subscriptions of this address, as its owner does with the links from SNS. */
  readonly confirm: (email: string) => void;
  /** Makes the next Publish fail. Each further call makes one more fail. */
  readonly failNextPublish: (error?: AwsError) => void;
  /** Ends these failures. */
  readonly clearFailures: () => void;
}

interface Sns {
  readonly clock: MovableClock;
  readonly place: Place;
  readonly access: AccessControl;
  readonly keys: KmsKeys;
}

type Operation = (form: Form, caller: string) => XmlValue | undefined;

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';
const internalError = () => new AwsError('InternalError', 'We encountered an internal error. Please try again.', 500);

/** SNS, Query protocol. */
export function createSns({ clock, place, access, keys }: Sns) {
  const topics = createTopics({ clock, place });
  const mailbox: Mail[] = [];
  const published: Published[] = [];
  const failures: AwsError[] = [];

  const modelled: Readonly<Record<string, Operation>> = {
    CreateTopic: (form) => {
      const attributes = form.entries('Attributes', { key: 'key', value: 'value' });
      for (const [name, value] of attributes) checkAttribute(name, value);
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
      const name = form.get('AttributeName') ?? '';
      const value = form.get('AttributeValue') ?? '';
      checkAttribute(name, value);
      attributes.set(name, value);
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
    Publish: (form, caller) => {
      const topic = topics.topic(form.get('TopicArn') ?? form.get('TargetArn'));
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      checkKey(topic, caller);
      const message = readMessage(form, topic, clock.now());
      published.push(message);
      const readers = topic.subscriptions.filter(({ state }) => state === 'confirmed');
      mailbox.push(...readers.map((reader) => mailOf(message, reader)));
      return { MessageId: message.messageId };
    },
  };
  const operations = new Map(Object.entries(modelled));

  function checkKey({ arn, attributes }: Topic, caller: string): void {
    const refusal = keys.refusal({
      caller,
      keyId: attributes.get('KmsMasterKeyId'),
      service: 'sns',
      actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
      encryptionContext: { 'aws:sns:topicArn': arn },
    });
    if (refusal !== undefined) throw keyRefused(refusal);
  }

  const controls: SnsControls = {
    published,
    subscriptions: topics.subscriptions,
    confirm(email) {
      const own = topics.subscriptions().filter((one) => one.email === email);
      if (own.length === 0) throw new Error(`nobody subscribed ${email}`);
      for (const one of own) one.state = 'confirmed';
    },
    failNextPublish: (error = internalError()) => void failures.push(error),
    clearFailures: () => void failures.splice(0),
  };

  return {
    controls,
    mailbox,
    async answer({ call, body }: WireRequest) {
      const operation = operations.get(call.operation);
      if (operation === undefined) throw notModelled('sns', call.operation);
      const form = parseForm(body);
      access.authorize(call.accessKeyId, neededFor({ operation: call.operation, form, topics, place }), refused);
      return queryReply(call.operation, namespace, operation(form, call.accessKeyId));
    },
  };
}

const refused = (message: string) => new AwsError('AuthorizationError', message, 403);

const keyRefused = (message: string) =>
  new AwsError(
    'KMSAccessDenied',
    `${message} (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException; Request ID: ${requestId}; Proxy: null)`,
  );

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
