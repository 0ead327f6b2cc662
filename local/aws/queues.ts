import type { MovableClock } from '../clock.ts';
import { AwsError } from './aws-error.ts';
import type { AccessControl } from './iam/access-control.ts';
import type { ResourcePolicy } from './iam/evaluate.ts';
import { readPolicy } from './iam/policy.ts';
import type { Place } from './secrets/state.ts';

export interface QueueMessage {
  readonly at: Date;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface QueueControls {
  /** Returns the queue's ARN. */
  readonly add: (name: string) => string;
  readonly setPolicy: (arn: string, document: unknown) => void;
  /** The messages of a queue, in order. Nothing is ever received from it. */
  readonly messages: (name: string) => readonly QueueMessage[];
}

interface Queue {
  readonly messages: QueueMessage[];
  policy?: ResourcePolicy;
}

export type Queues = ReturnType<typeof createQueues>;

const missing = () =>
  new AwsError('AWS.SimpleQueueService.NonExistentQueue', 'The specified queue does not exist for this wsdl version.');
const refused = (message: string): AwsError => new AwsError('AccessDenied', message, 403);

/** SQS, as far as other services send to it. */
export function createQueues({ clock, place, access }: { clock: MovableClock; place: Place; access: AccessControl }) {
  const queues = new Map<string, Queue>();
  const arnOf = (name: string) => `arn:aws:sqs:${place.region}:${place.accountId}:${name}`;
  const find = (arn: string): Queue => {
    const queue = queues.get(arn);
    if (queue === undefined) throw missing();
    return queue;
  };
  const controls: QueueControls = {
    add(name) {
      queues.set(arnOf(name), { messages: [] });
      return arnOf(name);
    },
    setPolicy(arn, document) {
      find(arn).policy = { kind: 'may-allow', policy: readPolicy(document, 'resource') };
    },
    messages: (name) => find(arnOf(name)).messages,
  };
  return {
    controls,
    /** How many messages a queue holds; `undefined` if there is no such queue. */
    countOf: (name: string) => queues.get(arnOf(name))?.messages.length,
    /** Throws if the identity may not send, or if there is no such queue. */
    send(arn: string, accessKeyId: string, message: Omit<QueueMessage, 'at'>): void {
      const { messages, policy } = find(arn);
      access.authorize(accessKeyId, { action: 'sqs:SendMessage', resource: arn, resourcePolicy: policy }, refused);
      messages.push({ at: clock.now(), ...message });
    },
  };
}
