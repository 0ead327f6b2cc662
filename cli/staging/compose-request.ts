import type { Config } from '../../lambda/functions/config.ts';
import { holdsPair } from '../../lambda/intake/intake.ts';
import type { RotationDue } from '../../lambda/notices/notice.ts';
import { requestToAccountManager } from '../../lambda/notices/request-to-account-manager.ts';
import type { DueCause } from '../../lambda/reminder/due-cause.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { isUrgent, type Reason } from '../../lambda/secrets/state-label.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type LiveFacts, liveFacts } from '../status/live-facts.ts';

export interface RequestFacts {
  readonly origin: Origin;
  readonly views: SecretViews;
  readonly config: Pick<Config, 'credentials' | 'egress'>;
  readonly reason: Reason | undefined;
  readonly now: Date;
}

/** A mail without a secret in it. */
export interface RequestMail {
  readonly subject: string;
  readonly body: string;
  /** From the settings; no label holds it. */
  readonly clientId: string | undefined;
  readonly egress: readonly string[];
  readonly pairIsStaged: boolean;
}

/** The same request that the reminders carry. */
export function composeRequest({ origin, views, config, reason, now }: RequestFacts): RequestMail {
  const live = liveFacts(views.credential, now.toISOString());
  const { egress } = config;
  const clientId = config.credentials.get(origin.credential);
  const pairIsStaged = holdsPair(views.intake);
  const because = whyNow(live, reason);
  const { liveSince } = live;
  const notice: RotationDue = { ...origin, kind: 'RotationDue', clientId, liveSince, egress, because, pairIsStaged };
  const [first = '', ...rest] = requestToAccountManager(notice).split('\n\n');
  return { subject: first.replace('Subject: ', ''), body: rest.join('\n\n'), clientId, egress, pairIsStaged };
}

function whyNow({ isFirst, daysToDue = 0 }: LiveFacts, reason: Reason | undefined): DueCause {
  if (isFirst) return { kind: 'first-pair' };
  // A pair that others may know is not left in use until its twelve months are over.
  if (isUrgent(reason)) return { kind: 'rung', daysLeft: 0 };
  return daysToDue < 0 ? { kind: 'overdue', days: -daysToDue } : { kind: 'rung', daysLeft: daysToDue };
}
