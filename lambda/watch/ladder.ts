import { daysBetween } from '../reminder/days-between.ts';
import { isUrgent, type Reason } from '../secrets/state-label.ts';
import type { Lasting, Trouble } from './watch-label.ts';

const dayMs = 86_400_000;
/** Daily runs do not start at exactly the same minute, so 23 hours between two runs count as a day. */
const leewayMs = 3_600_000;

/** Days of 24 hours: support is not chased on the morning after a request of the evening. */
const elapsedDays = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from) + leewayMs) / dayMs);

const chaseDays = [1, 3, 7, 14] as const;
const lastChaseDay = Math.max(...chaseDays);

/** The last of these days that has passed, and after all of them every week. After a leak or a departure every day. */
const chaseDay = (days: number, reason: Reason | undefined): number => {
  if (isUrgent(reason)) return days;
  if (days >= lastChaseDay) return days - ((days - lastChaseDay) % 7);
  return chaseDays.findLast((day) => day <= days) ?? 0;
};

export interface Requested {
  readonly at: string;
  readonly chasedAt?: string | undefined;
  readonly reason?: Reason | undefined;
}

/** Whether support has to be reminded of a request today. After missed days, one reminder is sent. */
export function isChaseDue({ at, chasedAt, reason }: Requested, now: string): boolean {
  const due = chaseDay(elapsedDays(at, now), reason);
  return due > 0 && (chasedAt === undefined || elapsedDays(at, chasedAt) < due);
}

/** Whether ops is notified of a problem now: immediately, then daily; if inconclusive, after three days, then weekly. */
export function isReportDue(trouble: Lasting & { readonly kind: Trouble }, now: string): boolean {
  const { kind, since, notified } = trouble;
  if (kind !== 'Inconclusive') return notified === undefined || daysBetween(notified, now) >= 1;
  if (daysBetween(since, now) < 3) return false;
  return notified === undefined || daysBetween(notified, now) >= 7;
}

/** Whether ops is notified of a rotation that does not end: when it was first seen a day ago or longer, then weekly. */
export const isStuckDue = ({ since, notified }: Lasting, now: string): boolean =>
  daysBetween(since, now) >= 1 && (notified === undefined || daysBetween(notified, now) >= 7);
