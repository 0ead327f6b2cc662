import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface TopicsProps {
  readonly opsEmails: readonly string[];
  readonly supportEmails: readonly string[];
}

/** Where the notices go: the own operations team, and the vendor's support. */
export class Topics extends Construct {
  readonly ops: Topic;
  readonly support: Topic;

  constructor(scope: Construct, id: string, { opsEmails, supportEmails }: TopicsProps) {
    super(scope, id);
    this.ops = this.topic('Ops', 'Octopus Cards operations', opsEmails);
    this.support = this.topic('Support', 'Octopus Cards support', supportEmails);
  }

  private topic(id: string, displayName: string, emails: readonly string[]): Topic {
    const topic = new Topic(this, id, { displayName, enforceSSL: true });
    // A subscription's logical id is made of the address: one more address never unsubscribes another.
    for (const email of emails) topic.addSubscription(new EmailSubscription(email));
    return topic;
  }
}
