import { type Case, casesOf, liveCase, pendingLabels } from '../secrets/cases.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

/** Everything that a decision depends on, at one moment. */
export interface Snapshot {
  readonly cases: readonly Case[];
  /** The labels of rotations that are under way: staged, and AWSPENDING. */
  readonly pending: readonly StateLabel[];
  /** The case of AWSCURRENT; `undefined` while its value is no pair. */
  readonly live: Case | undefined;
  /** Whether the live pair has just logged in: support is asked for nothing before it has. */
  readonly liveIsProven: boolean;
  /** UTC, to the second. */
  readonly now: string;
}

/** What people are notified of: support of a withdrawal or a request, ops of a promotion. */
export type Message = 'withdraw' | 'request' | 'announce';

/** What a case should be, and who has to be notified before its label says so. */
export interface Decision {
  readonly to: StateLabel | undefined;
  readonly messages: readonly Message[];
}

export const snapshotOf = (view: SecretView, seen: Pick<Snapshot, 'cases' | 'liveIsProven' | 'now'>): Snapshot => ({
  ...seen,
  pending: pendingLabels(view),
  live: liveCase(seen.cases),
});

export function decide(one: Case, seen: Snapshot): Decision {
  // There is nothing to revoke in a value that is no pair.
  if (one.pair === '') return becomes(undefined);
  return one.isLive ? decideLive(one, seen) : decideOther(one, seen);
}

const becomes = (to: StateLabel | undefined, ...messages: Message[]): Decision => ({ to, messages });

/** The live pair is `live`, whatever it was before. */
function decideLive(one: Case, seen: Snapshot): Decision {
  const { label, promotion } = one;
  const announced: readonly Message[] = promotion === undefined ? [] : ['announce'];
  const live = goesLive(one, seen);
  switch (label?.state) {
    case 'live':
      return becomes(
        promotion === undefined ? keepsLive({ ...label, versionId: one.versionId }, seen) : live,
        ...announced,
      );
    case 'due':
      if (isMoveToCome(label, seen)) return becomes(label);
      // Somebody came back to it. Where its successor was live, a request may have been sent before its label.
      return becomes(
        live,
        ...(label.for === undefined || wasLive(label.for, seen) ? (['withdraw'] as const) : []),
        ...announced,
      );
    case 'requested':
      return becomes(live, 'withdraw', ...announced);
    case undefined:
    case 'staged':
    case 'rolled-back':
    case 'revoked':
      return becomes(live, ...announced);
  }
}

/** A pair that is not live is to be revoked, unless somebody went back from it. */
function decideOther(one: Case, seen: Snapshot): Decision {
  const { label, isPrevious } = one;
  switch (label?.state) {
    case undefined:
    case 'live':
      return becomes(leaves(one, seen));
    case 'staged':
      // Its rotation was abandoned, or a run that promoted it was cut off and somebody moved AWSCURRENT since.
      return becomes(wasLive(one.pair, seen) ? leaves(one, seen) : undefined);
    case 'due':
      return seen.live !== undefined && seen.liveIsProven ? becomes(requested(label, seen), 'request') : becomes(label);
    case 'requested':
      return becomes(label);
    case 'rolled-back':
      return becomes(label.for === seen.live?.pair || wentBackFrom(label, seen) ? label : leaves(one, seen));
    case 'revoked':
      return becomes(isPrevious ? label : undefined);
  }
}

/** Pairs that were staged by rotations that were abandoned: they never went live. */
export function abandoned(view: SecretView): readonly Case[] {
  const seen = snapshotOf(view, { cases: casesOf(view), liveIsProven: false, now: '' });
  return seen.cases.filter((one) => !one.isLive && one.label?.state === 'staged' && !wasLive(one.pair, seen));
}

function goesLive(one: Case, seen: Snapshot): StateLabel {
  const { pair, versionId, label } = one;
  // Somebody put the value: nobody knows yet whether the vendor accepts it.
  const unproven = label === undefined && !seen.liveIsProven ? true : undefined;
  return { state: 'live', versionId, pair, at: seen.now, liveSince: firstLiveAt(one, seen), unproven };
}

/** The oldest date on which the pair can have gone live first: the age of a pair never decreases. */
function firstLiveAt(one: Case, seen: Snapshot): string | undefined {
  const { versionId, label, createdAt, labels } = one;
  const isOwnLabel = labels.some((placed) => placed.label.versionId === versionId);
  // A value that somebody put again is as old as the label of its pair in another version.
  const putAgainAt = isOwnLabel ? [] : [createdAt, label?.state === 'staged' ? undefined : label?.at];
  const dates = [label?.liveSince, promotedAt(one, seen), ...putAgainAt].filter((date) => date !== undefined);
  return dates.toSorted()[0] ?? createdAt;
}

function promotedAt(one: Case, seen: Snapshot): string | undefined {
  const { promotion, label } = one;
  if (promotion !== undefined) return promotion.liveSince ?? replacedFor(promotion, seen.cases) ?? seen.now;
  // Somebody saved the pair again after a run that promoted it was cut off.
  if (label === undefined || !wasPromoted(one, seen)) return undefined;
  return replacedFor(label, seen.cases) ?? label.at;
}

/** The first login that accepts a pair which somebody put outside a rotation proves it. */
const keepsLive = (label: StateLabel, { liveIsProven }: Snapshot): StateLabel =>
  liveIsProven ? { ...label, unproven: undefined } : label;

/** A promotion that is found later happened when its predecessor was marked, not now. */
const replacedFor = (promotion: StateLabel, cases: readonly Case[]): string | undefined =>
  cases
    .flatMap(({ label }) => (label?.for === promotion.pair ? [label.leftAt ?? label.at] : []))
    .filter((at) => at >= promotion.at)
    .toSorted()
    .at(-1);

/** A rotation is under way, and the live pair was marked `due` for it. */
const isMoveToCome = (due: StateLabel, { pending }: Snapshot): boolean =>
  pending.some(({ pair, at }) => pair === due.for && at <= due.at);

/** Whether a pair was live once, as far as labels show. */
function wasLive(pair: string | undefined, seen: Snapshot): boolean {
  const one = seen.cases.find((other) => other.pair === pair);
  if (one === undefined) return false;
  return one.label?.state !== 'staged' || one.isLive || wasPromoted(one, seen);
}

/** A pair whose label says `staged` was live before: the run that promoted it was cut off. */
function wasPromoted({ pair, label, isPrevious }: Case, { cases, live }: Snapshot): boolean {
  if (label?.state !== 'staged') return false;
  if (isPrevious) return true;
  // A pair was marked for it and is not live any more. Where that one is AWSPREVIOUS, the live version took over from it.
  return cases.some(
    (other) =>
      other !== live &&
      !other.isPrevious &&
      other.label?.state === 'due' &&
      other.label.for === pair &&
      other.label.at >= label.at,
  );
}

/** A pair that was live and is no longer: `due`, or `rolled-back` when the pair that took over went live before it. */
function leaves({ pair, versionId, label, createdAt }: Case, seen: Snapshot): StateLabel | undefined {
  const { live, now } = seen;
  if (live === undefined) return label;
  const liveSince = label?.liveSince ?? createdAt;
  const left = { versionId, pair, at: now, liveSince, for: live.pair };
  if (label?.state === 'rolled-back') return { ...left, state: 'due', reason: label.reason };
  return wentBackFrom({ liveSince: liveSince ?? label?.at }, seen)
    ? { ...left, state: 'rolled-back' }
    : { ...left, state: 'due', reason: 'other' };
}

const wentBackFrom = ({ liveSince }: Pick<StateLabel, 'liveSince'>, { live }: Snapshot): boolean => {
  const ofLive = live?.label?.liveSince;
  return live === undefined || (ofLive !== undefined && liveSince !== undefined && ofLive < liveSince);
};

/** Support is asked: the label keeps when the pair was left, which the chases name. */
const requested = (
  { versionId, pair, at, liveSince, reason, for: successor }: StateLabel,
  seen: Snapshot,
): StateLabel => ({
  state: 'requested',
  versionId,
  pair,
  at: seen.now,
  liveSince,
  reason,
  leftAt: at,
  for: successor,
});
