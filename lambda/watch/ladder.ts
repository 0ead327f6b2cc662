import { daysBetween } from '../reminder/days-between.ts';
import { isUrgent, type Reason } from '../secrets/state-label.ts';
import type { Lasting, Trouble } from './watch-label.ts';

const dayMs = 86_400_000;
/** A run a day starts within the same minutes; an hour of leeway makes two of them a day apart. */
const leewayMs = 3_600_000;

/** Days of 24 hours: support is not chased on the morning after a request of the evening. */
const elapsedDays = (from: string, to: string): number =>
  Math.floor((Date.parse(to) - Date.parse(from) + leewayMs) / dayMs);

const chaseDays = [1, 3, 7, 14] as const;

/** The day of the chase that matters now: 1, 3, 7, 14 days after the request, then weekly; daily after a leak. */
const chaseDay = (days: number, reason: Reason | undefined): number => {
  if (isUrgent(reason)) return days;
  if (days >= 14) return days - ((days - 14) % 7);
  return chaseDays.findLast((day) => day <= days) ?? 0;
};

export interface Requested {
  readonly at: string;
  readonly chasedAt?: string | undefined;
  readonly reason?: Reason | undefined;
}

/** Whether support has to be reminded of a request today. A day that was missed is caught up with once. */
export function isChaseDue({ at, chasedAt, reason }: Requested, now: string): boolean {
  const due = chaseDay(elapsedDays(at, now), reason);
  return due > 0 && (chasedAt === undefined || elapsedDays(at, chasedAt) < due);
}

/** When a trouble is told: at once and then daily; what nobody can judge after three days in a row, and then weekly. */
export function isTellingDue(trouble: Lasting & { readonly kind: Trouble }, now: string): boolean {
  const { kind, since, told } = trouble;
  if (kind !== 'Inconclusive') return told === undefined || daysBetween(told, now) >= 1;
  if (daysBetween(since, now) < 3) return false;
  return told === undefined || daysBetween(told, now) >= 7;
}

/** A rotation that does not end: told when it was seen a day ago already, then once a week. */
export const isStuckDue = ({ since, told }: Lasting, now: string): boolean =>
  daysBetween(since, now) >= 1 && (told === undefined || daysBetween(told, now) >= 7);
