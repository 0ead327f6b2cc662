import { randomUUID } from 'node:crypto';
import type { Form } from '../wire/form.ts';
import { invalid, type Subscription, type Topic } from './topics.ts';

/** A message as it was published. */
export interface Published {
  readonly messageId: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly at: Date;
}

/** A mail as a subscriber gets it. */
export interface Mail extends Omit<Published, 'subject'> {
  readonly to: string;
  readonly subject: string;
}

const mostBytes = 262_144;

/** Reads a message, and refuses one beyond SNS's limits. */
export function readMessage(form: Form, { arn }: Topic, at: Date): Published {
  const subject = form.get('Subject');
  const body = form.get('Message') ?? '';
  const attributes = form.entries('MessageAttributes', { key: 'Name', value: 'Value.StringValue' });
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(subject)) throw invalid('Subject');
  const types = form.entries('MessageAttributes', { key: 'Name', value: 'Value.DataType' });
  if (body === '') throw invalid('Empty message');
  if ([...types.values()].some((type) => !/^(String|Number|Binary)(\..+)?$/.test(type)))
    throw invalid('Attribute type');
  const size = Buffer.byteLength([body, ...[...attributes].flat()].join(''));
  if (size > mostBytes) throw invalid('Message too long');
  return { messageId: randomUUID(), topicArn: arn, subject, body, attributes: Object.fromEntries(attributes), at };
}

export const mailOf = (published: Published, { email, arn }: Subscription): Mail => ({
  ...published,
  to: email,
  subject: published.subject ?? 'AWS Notification Message',
  body: `${published.body}\n\n--\n${footer(arn, email)}`,
});

const footer = (subscriptionArn: string, email: string): string => {
  const region = subscriptionArn.split(':')[3];
  const link = `https://sns.${region}.amazonaws.com/unsubscribe.html?SubscriptionArn=${subscriptionArn}&Endpoint=${email}`;
  return `If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
${link}

Please do not reply directly to this email. If you have any questions or comments regarding this email, please contact us at https://aws.amazon.com/support
`;
};
