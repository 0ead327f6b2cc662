import { isAtOnce } from '../handover/hold.ts';
import type { Case } from '../secrets/cases.ts';
import { isUrgent, type StateLabel } from '../secrets/state-label.ts';
import { decideDue } from './decide-due.ts';
import { becomes, type Decision } from './decision.ts';
import type { Snapshot } from './snapshot.ts';
import { tookOver, wasPromoted } from './took-over.ts';

export function decide(one: Case, seen: Snapshot): Decision {
  // A value that is not a pair cannot be revoked.
  if (one.pair === '') return becomes(undefined);
  return one.isLive ? decideLive(one, seen) : decideOther(one, seen);
}

/** The live pair is `live`, whatever it was before. A promotion is announced last, when a withdrawal has been sent. */
function decideLive(one: Case, seen: Snapshot): Decision {
  const { label, promotion } = one;
  const to = goesLive(one, seen);
  const live = promotion === undefined ? becomes(to) : becomes(to, 'announce');
  const withdrawn = becomes(promotion === undefined ? to : { ...promotion, liveSince: to.liveSince }, 'withdraw');
  switch (label?.state) {
    case 'live':
      return promotion === undefined ? becomes(keepsLive(label, seen)) : live;
    case 'due':
      if (isMoveToCome(label, seen)) return becomes(label);
      // Somebody rolled back to this pair.
      return mayHaveBeenRequested(label, seen) ? withdrawn : live;
    case 'requested':
      return withdrawn;
    case undefined:
    case 'staged':
    case 'rolled-back':
    case 'revoked':
      return live;
  }
}

/** A pair that is not live has to be revoked, unless a rollback replaced it. */
function decideOther(one: Case, seen: Snapshot): Decision {
  const { label, isPrevious } = one;
  switch (label?.state) {
    case undefined:
    case 'live':
      return becomes(leaves(one, seen));
    case 'staged':
      // Its rotation was abandoned, or a run that promoted it was cut off and somebody moved AWSCURRENT since.
      return becomes(wasPromoted(one, seen) ? leaves(one, seen) : undefined);
    case 'due':
      if (promotionNeverCame(label, seen)) return becomes(leaves(one, seen));
      return decideDue(label, seen);
    case 'requested':
      // Somebody put the pair into another credential, which a revocation would cut off.
      return one.pair in seen.liveElsewhere ? becomes(isDueAgain(label, seen), 'withdraw') : becomes(label);
    case 'rolled-back':
      return becomes(staysRolledBack(label, seen) ? label : leaves(one, seen));
    case 'revoked':
      return becomes(isPrevious ? label : undefined);
  }
}

function goesLive(one: Case, seen: Snapshot): StateLabel {
  const { pair, versionId, label } = one;
  // Somebody put the value: nobody knows yet whether the vendor accepts it.
  const isUnproven = (label === undefined || label.unproven) && !seen.liveIsProven;
  const unproven = isUnproven ? true : undefined;
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
  // A run that promoted this pair was cut off, and somebody saved the pair again afterwards.
  if (label?.state !== 'staged' || !wasPromoted(one, seen)) return undefined;
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

/** The request is sent before the label that records it. Where the request waits, another label comes before it. */
const mayHaveBeenRequested = (due: StateLabel, seen: Snapshot): boolean =>
  due.requestBegun === true || (isAtOnce(due, seen.handover) && tookOver(due, seen));

const isDueAgain = ({ leftAt: _, chasedAt: __, ...label }: StateLabel, { now }: Snapshot): StateLabel => ({
  ...label,
  state: 'due',
  at: now,
});

/** A rotation is under way, and the live pair was marked `due` for it. */
const isMoveToCome = (due: StateLabel, { pending }: Snapshot): boolean =>
  pending.some(({ pair, at }) => pair === due.for && at <= due.at);

/** A pair that was live and is no longer: `due`, or `rolled-back` when the pair that took over went live before it. */
function leaves({ pair, versionId, label, createdAt }: Case, seen: Snapshot): StateLabel | undefined {
  const { live, now } = seen;
  if (live === undefined) return label;
  const liveSince = label?.liveSince ?? createdAt;
  const unproven = label === undefined ? true : label.unproven;
  const left = { versionId, pair, at: now, liveSince, for: live.pair, unproven };
  if (label?.state === 'rolled-back') return { ...left, state: 'due', reason: label.reason };
  return wentBackFrom({ liveSince: liveSince ?? label?.at }, seen)
    ? { ...left, state: 'rolled-back' }
    : { ...left, state: 'due', reason: 'other' };
}

/**
 * A pair was marked for a promotion that never came, and somebody moved AWSCURRENT back to an earlier pair: it counts as
 * rolled back, unless it leaked.
 */
const promotionNeverCame = (due: StateLabel, seen: Snapshot): boolean =>
  !isUrgent(due.reason) && due.for !== seen.live?.pair && !tookOver(due, seen) && wentBackFrom(due, seen);

/** True until another pair is promoted, even one that was live before: its promotion is announced after all other cases. */
const staysRolledBack = (label: StateLabel, seen: Snapshot): boolean =>
  seen.live?.promotion === undefined && (label.for === seen.live?.pair || wentBackFrom(label, seen));

const wentBackFrom = ({ liveSince }: Pick<StateLabel, 'liveSince'>, { live }: Snapshot): boolean => {
  const ofLive = live?.label?.liveSince;
  return live === undefined || (ofLive !== undefined && liveSince !== undefined && ofLive < liveSince);
};
