import { randomUUID } from 'node:crypto';
import { hours, type MovableClock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { Place } from '../secrets/state.ts';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly email: string;
  /** The token that confirms the subscription. AWS puts it into the link of the mail. */
  readonly token: string;
  state: 'pending' | 'confirmed' | 'deleted';
}

export interface Topic {
  readonly arn: string;
  readonly attributes: Map<string, string>;
  readonly subscriptions: Subscription[];
}

export const invalid = (message: string): AwsError => new AwsError('InvalidParameter', `Invalid parameter: ${message}`);
const notFound = (what: string): AwsError => new AwsError('NotFound', `${what} does not exist`, 404);

/** SNS deletes a subscription that nobody confirms. */
const confirmWithin = hours(48);

export type Topics = ReturnType<typeof createTopics>;

export function createTopics({ clock, place }: { clock: MovableClock; place: Place }) {
  const topics = new Map<string, Topic>();

  function topic(arn: string | undefined): Topic {
    const found = topics.get(arn ?? '');
    if (found === undefined) throw notFound('Topic');
    return found;
  }

  const subscriptions = () =>
    [...topics.values()].flatMap(({ subscriptions }) => subscriptions).filter(({ state }) => state !== 'deleted');

  return {
    topic,
    find: (arn: string) => topics.get(arn),
    subscriptions,
    all: () => [...topics.values()],
    create(name: string, attributes: ReadonlyMap<string, string>): Topic {
      if (!/^[\w-]{1,256}$/.test(name)) throw invalid('Topic Name');
      const arn = `arn:aws:sns:${place.region}:${place.accountId}:${name}`;
      const created = topics.get(arn) ?? { arn, attributes: new Map(attributes), subscriptions: [] };
      topics.set(arn, created);
      return created;
    },
    remove: (arn: string) => void topics.delete(arn),
    subscribe(topicArn: string | undefined, protocol: string, email: string): Subscription {
      const { arn: at, subscriptions } = topic(topicArn);
      const known = subscriptions.find((one) => one.email === email && one.state !== 'deleted');
      if (known !== undefined) return known;
      const arn = `${at}:${randomUUID()}`;
      const made: Subscription = { arn, topicArn: at, protocol, email, token: randomUUID(), state: 'pending' };
      subscriptions.push(made);
      clock.schedule(confirmWithin, async () => {
        if (made.state === 'pending') made.state = 'deleted';
      });
      return made;
    },
    confirm(topicArn: string | undefined, token: string | undefined): Subscription {
      const found = topic(topicArn).subscriptions.find((one) => one.token === token && one.state !== 'deleted');
      if (found === undefined) throw invalid('Token');
      found.state = 'confirmed';
      return found;
    },
    unsubscribe(arn: string | undefined): void {
      const found = subscriptions().find((one) => one.arn === arn);
      if (found === undefined) throw notFound('Subscription');
      found.state = 'deleted';
    },
  };
}
