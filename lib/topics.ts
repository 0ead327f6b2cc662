import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, type TopicProps } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface TopicsProps {
  /** The e-mail addresses of the operations team. */
  readonly opsEmails: readonly string[];
  /** The e-mail addresses at which the vendor's support takes requests. */
  readonly supportEmails: readonly string[];
  /**
   * The key that encrypts the topics at rest.
   *
   * AWS's own key for SNS is no alternative, since no alarm and no rule can publish to a topic that has it.
   * @default - the topics are not encrypted at rest, which is acceptable because notices hold no secret
   */
  readonly key?: IKey;
}

/** The topics of notices: one for the operations team, and one for the vendor's support. */
export class Topics extends Construct {
  /** The topic of notices, alarms and rotation events for operations. */
  readonly ops: Topic;
  /** The topic of requests to the vendor's support. */
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
    // A subscription's logical id is made from the address, so that adding an address unsubscribes no other.
    for (const email of emails) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
