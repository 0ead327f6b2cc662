import { ListSubscriptionsByTopicCommand, type SNSClient, type Subscription } from '@aws-sdk/client-sns';
import { awsCall } from '../../lambda/runtime/aws-call.ts';
import type { Config } from '../../lambda/runtime/config.ts';
import { fail, type Judgement, ok, together, warn } from './finding.ts';

export interface Subscriber {
  readonly address: string;
  readonly isConfirmed: boolean;
}

export interface SubscriptionFacts {
  readonly ops: readonly Subscriber[];
  readonly support: readonly Subscriber[];
}

export const lookAtSubscriptions = async (
  sns: SNSClient,
  { opsTopicArn, supportTopicArn }: Config,
): Promise<SubscriptionFacts> => ({
  ops: await subscribersOf(sns, opsTopicArn),
  support: await subscribersOf(sns, supportTopicArn),
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

/** Nobody at ops: nobody hears of anything. Nobody at support: ops gets support's mails. */
export function judgeSubscriptions({ ops, support }: SubscriptionFacts): Judgement {
  const count = (subscribers: readonly Subscriber[]) => subscribers.filter(({ isConfirmed }) => isConfirmed).length;
  return together(
    ok(`confirmed: ${count(ops)} of ops, ${count(support)} of support`),
    ...(count(ops) === 0 ? [fail('nobody of ops has confirmed: no notice reaches anybody', confirm)] : []),
    ...(count(support) === 0 ? [warn('nobody at support has confirmed: ops gets their mails', confirm)] : []),
    ...[...ops, ...support]
      .filter(({ isConfirmed }) => !isConfirmed)
      .map(({ address }) => warn(`${address} has not confirmed`, confirm)),
  );
}

/** SNS deletes what nobody has confirmed for two days. */
const confirm = {
  fix: "follow the link in SNS's mail; after 2 days subscribe the address anew",
};
