import { isAtOnce } from '../handover/hold.ts';
import { casesOf, openCases } from '../secrets/cases.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Watched } from './watched.ts';

/** What an operator has decided about the requests that wait. */
export interface HandoverDecision {
  /** UTC, to the second. `undefined`: the hand-over is complete, and support is asked now. */
  readonly until: string | undefined;
  /** The ARN of the operator. */
  readonly by: string;
}

export type HandoverRefusal = 'NothingWaits' | 'TooLate' | 'TooFarAhead' | 'RotationUnderWay';

/** Thrown for a decision that does not fit the state. Nothing was changed. */
export class HandoverError extends Error {
  override readonly name: HandoverRefusal;

  constructor(name: HandoverRefusal, message: string) {
    super(message);
    this.name = name;
  }
}

/** The most days after the promotion until which a request can be put off. */
export const putOffAtMostDays = 60;

/** Writes the decision onto each pair whose request waits. The run that follows acts upon it. */
export async function decideHandover(
  { credential, handover, clock, record }: Watched,
  view: SecretView,
  { until, by }: HandoverDecision,
): Promise<SecretView> {
  const cases = casesOf(view);
  if (cases.some(({ isLive, label }) => isLive && label?.state === 'due')) {
    throw new HandoverError(
      'RotationUnderWay',
      'a rotation is replacing the live pair right now; try again when it has ended',
    );
  }
  const due = openCases(cases).filter(({ label }) => label.state === 'due' && !isAtOnce(label, handover.settings));
  const waiting = due.filter(({ label }) => label.requestBegun === undefined);
  if (waiting.length === 0) {
    throw new HandoverError('NothingWaits', 'no request to revoke an old pair waits for a hand-over');
  }
  if (until !== undefined)
    checkDate(
      until,
      clock.now(),
      waiting.map(({ label }) => label),
    );
  let next = view;
  for (const one of waiting) {
    const to: StateLabel =
      until === undefined ? { ...one.label, requestBegun: true } : { ...one.label, heldUntil: until };
    next = await relabel(credential, next, { one, to });
    const { versionId, pair } = one;
    const what = until === undefined ? 'completed' : 'held';
    record({ what, versionId, pair: { fingerprint: pair }, why: until, by });
  }
  return next;
}

function checkDate(until: string, now: Date, waiting: readonly StateLabel[]): void {
  if (Date.parse(until) <= now.getTime()) {
    throw new HandoverError('TooLate', `${until} is in the past; name a later date, or complete the hand-over`);
  }
  const first = Math.min(...waiting.map(({ at }) => Date.parse(at)));
  const last = new Date(first + putOffAtMostDays * 86_400_000);
  if (Date.parse(until) > last.getTime()) {
    throw new HandoverError(
      'TooFarAhead',
      `a request can be put off until ${last.toISOString().slice(0, 10)}, ${putOffAtMostDays} days after the promotion, not until ${until.slice(0, 10)}`,
    );
  }
}
