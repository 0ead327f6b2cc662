import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface TopicsProps {
  readonly opsEmails: readonly string[];
  readonly supportEmails: readonly string[];
  /**
   * Without one the topics are not encrypted at rest, which notices allow: they hold no secret. AWS's own key for SNS
   * is no way out, since no alarm and no rule can publish to a topic that has it.
   */
  readonly key: IKey | undefined;
}

/** Where the notices go: the own operations team, and the vendor's support. */
export class Topics extends Construct {
  readonly ops: Topic;
  readonly support: Topic;

  constructor(scope: Construct, id: string, { opsEmails, supportEmails, key }: TopicsProps) {
    super(scope, id);
    this.ops = this.topic('Ops', { displayName: 'Octopus Cards operations', masterKey: key }, opsEmails);
    this.ops.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAndEventsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com'), new ServicePrincipal('events.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.ops.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.support = this.topic('Support', { displayName: 'Octopus Cards support', masterKey: key }, supportEmails);
  }

  private topic(id: string, props: TopicProps, emails: readonly string[]): Topic {
    const topic = new Topic(this, id, { ...props, enforceSSL: true });
    // A subscription's logical id is made of the address: one more address never unsubscribes another.
    for (const email of emails) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
