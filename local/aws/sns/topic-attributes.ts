import { AwsError } from '../aws-error.ts';
import { type Policy, readPolicy } from '../iam/policy.ts';
import type { Place } from '../secrets/state.ts';
import { invalid, type Subscription, type Topic } from './topics.ts';

/** The attributes as GetTopicAttributes shows them. */
export function topicAttributes(topic: Topic, place: Place): Record<string, string> {
  const { arn, attributes, subscriptions } = topic;
  const count = (state: Subscription['state']) => String(subscriptions.filter((one) => one.state === state).length);
  return {
    DisplayName: '',
    Policy: defaultPolicy(arn, place),
    ...Object.fromEntries(attributes),
    TopicArn: arn,
    Owner: place.accountId,
    SubscriptionsConfirmed: count('confirmed'),
    SubscriptionsPending: count('pending'),
    SubscriptionsDeleted: count('deleted'),
  };
}

/** Refuses a policy that cannot be evaluated, before it is stored. */
export function checkAttribute(name: string, value: string): void {
  if (name !== 'Policy') return;
  try {
    readTopicPolicy(value);
  } catch (error) {
    throw error instanceof AwsError && error.type === 'NotModelled' ? error : invalid('Policy Error: null');
  }
}

export const topicPolicy = ({ arn, attributes }: Topic, place: Place): Policy =>
  readTopicPolicy(attributes.get('Policy') ?? defaultPolicy(arn, place));

const readTopicPolicy = (text: string): Policy => readPolicy(JSON.parse(text), 'resource');

/**
 * The default policy of a topic. `AWS:SourceOwner` is set when a service publishes on behalf of an account, never by an
 * identity's own call, so an identity of the account needs a policy of its own that allows the call.
 */
const defaultPolicy = (topicArn: string, { accountId }: Place): string =>
  JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ownerOperations.map((operation) => `SNS:${operation}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  });

const ownerOperations = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];
