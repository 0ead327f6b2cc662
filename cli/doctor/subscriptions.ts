import { ListSubscriptionsByTopicCommand, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import type { Config } from '../../lambda/functions/config.ts';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import { type Fix, fail, type Judgement, ok, together, warn } from './finding.ts';

export interface Subscriber {
  readonly address: string;
  readonly isConfirmed: boolean;
}

export interface Audience {
  readonly topicArn: string;
  readonly subscribers: readonly Subscriber[];
}

export interface SubscriptionFacts {
  readonly ops: Audience;
  readonly support: Audience;
}

export const readSubscriptions = async (
  sns: SNSClient,
  { opsTopicArn, supportTopicArn }: Config,
): Promise<SubscriptionFacts> => ({
  ops: { topicArn: opsTopicArn, subscribers: await subscribersOf(sns, opsTopicArn) },
  support: { topicArn: supportTopicArn, subscribers: await subscribersOf(sns, supportTopicArn) },
});

async function subscribersOf(sns: SNSClient, topicArn: string): Promise<readonly Subscriber[]> {
  const call = { operation: 'sns:ListSubscriptionsByTopic', target: topicArn };
  const found: Subscription[] = [];
  let token: string | undefined;
  do {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token });
    const { Subscriptions = [], NextToken } = await awsCall(call, () => sns.send(command));
    found.push(...Subscriptions);
    token = NextToken;
  } while (token !== undefined);
  // One that is not confirmed has "PendingConfirmation" for an ARN, one that is gone "Deleted".
  return found.map(({ Endpoint: address = '', SubscriptionArn: arn }) => ({
    address,
    isConfirmed: arn?.startsWith('arn:') ?? false,
  }));
}

/** With nobody at ops, nobody is notified of anything. With nobody at support, ops gets support's mails. */
export function judgeSubscriptions({ ops, support }: SubscriptionFacts): Judgement {
  const pending = [...pendingOf(ops), ...pendingOf(support)];
  return together(
    ok(`confirmed: ${countOf(ops)} of ops, ${countOf(support)} of support`),
    ...(countOf(ops) === 0 ? [fail('nobody at ops has confirmed: no notice reaches anybody', confirm(ops))] : []),
    ...(countOf(support) === 0
      ? [warn('nobody at support has confirmed: ops gets their mails', confirm(support))]
      : []),
    ...pending.map(({ address, topicArn }) => warn(`${address} has not confirmed`, subscribe(topicArn, address))),
  );
}

const countOf = ({ subscribers }: Audience): number => subscribers.filter(({ isConfirmed }) => isConfirmed).length;

const pendingOf = ({ topicArn, subscribers }: Audience) =>
  subscribers.filter(({ isConfirmed }) => !isConfirmed).map(({ address }) => ({ address, topicArn }));

const confirm = (audience: Audience): Fix =>
  subscribe(audience.topicArn, pendingOf(audience)[0]?.address ?? '<address>');

/** SNS deletes what nobody has confirmed for two days, and a deployment does not see that. */
const subscribe = (topicArn: string, address: string): Fix => ({
  fix: "follow the link in SNS's mail; after two days have a new one sent",
  command: `aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ${address}`,
});
