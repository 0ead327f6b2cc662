import type { Pair } from '../secrets/pair.ts';
import { has, stateLabels, stateOf } from '../secrets/secret-view.ts';
import type { State, StateLabel } from '../secrets/state-label.ts';
import { oneCasePerPair } from './one-case-per-pair.ts';
import type { Repair, Rule } from './repair.ts';
import { cameBack, isMoveToCome, livePair, others, pairOf, type Situation, strays, wasPromoted } from './situation.ts';

/**
 * The next thing that is open, derived from labels and values alone; `undefined` when all is settled.
 * Done one by one, it may be cut off anywhere: what remains open is found again.
 */
export function nextRepair(situation: Situation): Repair | undefined {
  for (const rule of rules) {
    const repair = rule(situation);
    if (repair !== undefined) return repair;
  }
  return undefined;
}

/** A crash between attaching a label and removing the one before it leaves two: the later one counts. */
const tidy: Rule = ({ view }) => {
  const versionId = Object.keys(view.stages).find((id) => stateLabels(view, id).length > 1);
  return versionId === undefined ? undefined : { kind: 'relabel', versionId, to: stateOf(view, versionId) };
};

/** Somebody put a value by hand, or went back to an older one: the live pair is `live`. */
const liveIsLive: Rule = ({ view, values, now }) => {
  const live = livePair(view, values);
  if (live === undefined) return undefined;
  const { versionId, label, held } = live;
  if (label === undefined) {
    // In one step with the label: no crash leaves a pair that was saved again younger than it is.
    const twin = twinOf({ view, values }, live.pair);
    const liveSince = [held.createdAt, twin && (twin.liveSince ?? twin.at)].filter((since) => since !== undefined);
    const isProven = twin !== undefined && twin.unproven === undefined;
    const to = becoming('live', { versionId, at: now, liveSince: liveSince.toSorted()[0] });
    return { kind: 'relabel', versionId, to: { ...to, ...(!isProven && { unproven: true }) } };
  }
  const to = becoming('live', { versionId, at: now, liveSince: label.liveSince ?? held.createdAt });
  switch (label.state) {
    case 'live':
    case 'staged':
      return undefined;
    case 'due':
      if (isMoveToCome(view, label)) return undefined;
      return { kind: cameBack(view, label) ? 'withdraw' : 'relabel', versionId, to };
    case 'requested':
      return { kind: 'withdraw', versionId, to };
    case 'rolled-back':
    case 'revoked':
      return { kind: 'relabel', versionId, to };
  }
};

/** Another version that was live with this pair. */
const twinOf = ({ view, values }: Pick<Situation, 'view' | 'values'>, pair: Pair): StateLabel | undefined =>
  others(view).find(
    ({ state, versionId }) =>
      (state !== 'staged' || wasPromoted(view, versionId)) && pairOf(values[versionId])?.equals(pair),
  );

/** The live pair stands in another version too (saved again by hand, or staged again after a rollback). */
const oneVersionPerPair: Rule = ({ view, values }) => {
  const live = livePair(view, values);
  if (live?.label === undefined) return undefined;
  const twin = twinOf({ view, values }, live.pair);
  if (twin === undefined) return undefined;
  const { unproven, ...label } = live.label;
  const liveSince = twin.liveSince ?? twin.at;
  // The age of a pair never shrinks: the date goes over first, then the other version is closed.
  if (label.liveSince === undefined || liveSince < label.liveSince) {
    const asTwin = unproven && twin.unproven ? { unproven } : {};
    return { kind: 'relabel', versionId: live.versionId, to: { ...label, liveSince, ...asTwin } };
  }
  const wasAsked = twin.state === 'due' || twin.state === 'requested';
  return { kind: wasAsked ? 'withdraw' : 'relabel', versionId: twin.versionId, to: undefined };
};

/** Nothing to revoke in a version that holds no pair. */
const noPairNoCase: Rule = ({ view, values }) => {
  const closed = others(view).find(({ versionId, state }) => {
    const held = values[versionId];
    return state !== 'requested' && state !== 'staged' && held !== undefined && held.value.kind !== 'pair';
  });
  return closed && { kind: 'relabel', versionId: closed.versionId, to: undefined };
};

/** A pair that was live and is not any more, though no rotation marked it: somebody moved AWSCURRENT by hand. */
const leftByHand: Rule = ({ view, values, now }) => {
  const live = livePair(view, values);
  const left = others(view).find(({ state, versionId }) => state === 'live' || wasPromoted(view, versionId));
  if (live === undefined || left === undefined) return undefined;
  const wentBack = live.label?.liveSince !== undefined && live.label.liveSince < (left.liveSince ?? left.at);
  const state = wentBack ? 'rolled-back' : 'due';
  return { kind: 'relabel', versionId: left.versionId, to: becoming(state, { ...left, at: now, reason: 'other' }) };
};

/** A pair that was rolled back from is to be revoked once a different pair is promoted. */
const rolledBackForGood: Rule = ({ view, values, now }) => {
  const live = livePair(view, values);
  if (live === undefined) return undefined;
  const wentLiveAt = live.label?.liveSince ?? now;
  // Labels know the second: a rollback that is found while the next pair is promoted has the date of that promotion.
  // The pair that a rollback went back to went live before it.
  const old = others(view).find(({ state, at }) => state === 'rolled-back' && at <= wentLiveAt);
  return old && { kind: 'relabel', versionId: old.versionId, to: becoming('due', { ...old, at: now }) };
};

/** The live pair was put by hand, and has just logged in for the first time that we know of. */
const proven: Rule = ({ view, values, liveProven }) => {
  const live = livePair(view, values);
  if (!liveProven || live?.label?.unproven === undefined) return undefined;
  const { unproven: _, ...label } = live.label;
  return { kind: 'relabel', versionId: live.versionId, to: label };
};

/** Proved to be revoked, and nobody can go back to it by AWSPREVIOUS any more: the case is history. */
const closed: Rule = ({ view }) => {
  const done = others(view).find(({ state, versionId }) => state === 'revoked' && !has(view, versionId, 'AWSPREVIOUS'));
  return done && { kind: 'relabel', versionId: done.versionId, to: undefined };
};

/** Staged, but its rotation was given up. */
const stray: Rule = ({ view }) => {
  const [given] = strays(view);
  return given && { kind: 'relabel', versionId: given.versionId, to: undefined };
};

/** A promotion that was cut off and is found later happened when its predecessor was marked, not now. */
const promotedBefore: Rule = ({ view, values, now }) => {
  const live = livePair(view, values);
  if (live?.label?.state !== 'staged' || live.label.liveSince !== undefined) return undefined;
  const { label, versionId } = live;
  const due = others(view).find(({ state, at }) => state === 'due' && at >= label.at);
  if (due === undefined || Date.parse(now) - Date.parse(due.at) < 60_000) return undefined;
  return { kind: 'relabel', versionId, to: { ...label, liveSince: due.at } };
};

/** Support is asked to revoke, only when the live pair has just logged in. */
const request: Rule = ({ view, values, now, liveProven }) => {
  if (!liveProven || livePair(view, values) === undefined) return undefined;
  const due = others(view).find(({ state, versionId }) => state === 'due' && pairOf(values[versionId]) !== undefined);
  return due && { kind: 'request', versionId: due.versionId, to: becoming('requested', { ...due, at: now }) };
};

/** Promoted, and ops does not know yet. */
const announce: Rule = ({ view, values, now }) => {
  const live = livePair(view, values);
  if (live?.label?.state !== 'staged') return undefined;
  const { versionId, label } = live;
  const to = becoming('live', { versionId, at: now, liveSince: label.liveSince ?? now });
  return { kind: 'announce', versionId, to };
};

const rules: readonly Rule[] = [
  tidy,
  liveIsLive,
  oneVersionPerPair,
  noPairNoCase,
  leftByHand,
  rolledBackForGood,
  oneCasePerPair,
  stray,
  closed,
  proven,
  promotedBefore,
  request,
  announce,
];

function becoming(state: State, from: Omit<StateLabel, 'state'>): StateLabel {
  const { versionId, at, liveSince, reason } = from;
  const keepsReason = state === 'due' || state === 'requested';
  return {
    state,
    versionId,
    at,
    ...(liveSince !== undefined && { liveSince }),
    ...(keepsReason && reason !== undefined && { reason }),
  };
}
