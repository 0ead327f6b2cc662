import { isUrgent, type StateLabel } from '../secrets/state-label.ts';

/** How long support is not asked to revoke a pair that has been replaced, so that applications can take the new one. */
export interface HandoverSettings {
  /** Hours after the promotion before support is asked. 0: at once. */
  readonly hours: number;
  /** Days after the promotion after which support is asked although a known reader has not read the new pair. */
  readonly atMostDays: number;
}

const hourMs = 3_600_000;

/** Whether the request waits for nothing: after a leak or a departure, and where the settings allow for no hand-over. */
export const isAtOnce = ({ reason, heldUntil }: StateLabel, { hours }: HandoverSettings): boolean =>
  isUrgent(reason) || (hours === 0 && heldUntil === undefined);

/** The first moment at which support may be asked to revoke a `due` pair. UTC, to the second. */
export const earliestRequest = (due: StateLabel, settings: HandoverSettings): string =>
  isAtOnce(due, settings) ? due.at : later(due.at, settings.hours, due.heldUntil);

/** From this moment on support is asked even if a known reader is behind. UTC, to the second. */
export const latestRequest = (due: StateLabel, settings: HandoverSettings): string =>
  isAtOnce(due, settings) ? due.at : later(due.at, settings.atMostDays * 24, due.heldUntil);

/** Whether the request is nobody's decision any more: it waits for nothing, it has begun, or the hours are over. */
export const isHandoverOver = (due: StateLabel, settings: HandoverSettings, now: string): boolean =>
  due.requestBegun === true || earliestRequest(due, settings) <= now;

function later(instant: string, hours: number, atLeast = instant): string {
  const end = `${new Date(Date.parse(instant) + hours * hourMs).toISOString().slice(0, 19)}Z`;
  return end > atLeast ? end : atLeast;
}
