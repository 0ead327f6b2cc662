import type { Needed } from '../iam/access-control.ts';
import type { Place } from '../secrets/state.ts';
import type { Form } from '../wire/form.ts';
import { topicPolicy } from './topic-attributes.ts';
import type { Topics } from './topics.ts';

interface Asked {
  readonly operation: string;
  readonly form: Form;
  readonly topics: Topics;
  readonly place: Place;
}

/** The right that the caller of an operation needs, on the topic or on all topics. */
export function neededFor({ operation, form, topics, place }: Asked): Needed {
  const action = `sns:${operation}`;
  const all = `arn:aws:sns:${place.region}:${place.accountId}:`;
  if (operation === 'ListTopics' || operation === 'ListSubscriptions') {
    return { action, resource: '*', named: `${all}*` };
  }
  const resource = operation === 'CreateTopic' ? `${all}${form.get('Name')}` : topicArnOf(form);
  const topic = topics.find(resource);
  return { action, resource, resourcePolicy: topic && { kind: 'may-allow', policy: topicPolicy(topic, place) } };
}

/** A subscription's ARN is the topic's ARN and an id. */
const topicArnOf = (form: Form): string =>
  form.get('TopicArn') ?? form.get('TargetArn') ?? (form.get('SubscriptionArn') ?? '').split(':').slice(0, 6).join(':');
