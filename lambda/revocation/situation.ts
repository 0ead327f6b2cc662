import type { CredentialValue } from '../secrets/credential-value.ts';
import { currentVersion, has, type SecretView, statedVersions, stateOf, versionWith } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';

/** A version's value with the day it was put; `undefined` in the map when it could not be read. */
export interface HeldValue {
  readonly value: CredentialValue;
  readonly createdAt: string;
}

/** Everything from which it is derived what is open. */
export interface Situation {
  readonly view: SecretView;
  readonly values: Readonly<Record<string, HeldValue>>;
  /** Now, as labels write it. */
  readonly now: string;
  /** Whether the live pair has just logged in: nothing is asked of support before it has. */
  readonly liveProven: boolean;
}

export const pairOf = (held: HeldValue | undefined) => (held?.value.kind === 'pair' ? held.value.pair : undefined);

export function livePair(view: SecretView, values: Situation['values']) {
  const versionId = currentVersion(view);
  if (versionId === undefined) return undefined;
  const held = values[versionId];
  const pair = pairOf(held);
  if (held === undefined || pair === undefined) return undefined;
  return { versionId, label: stateOf(view, versionId), held, pair };
}

export const others = (view: SecretView): readonly StateLabel[] =>
  statedVersions(view).filter(({ versionId }) => !has(view, versionId, 'AWSCURRENT'));

/**
 * Staged, left, and promoted: the run that promoted it was cut off before it said so. It is AWSPREVIOUS, or another
 * version is `due` since it was staged, which is marked for a promotion alone. That one is not AWSPREVIOUS then: where
 * it is, the version that is live now took over from it, and none came in between.
 */
export function wasPromoted(view: SecretView, versionId: string): boolean {
  const label = stateOf(view, versionId);
  if (label?.state !== 'staged' || has(view, versionId, 'AWSPENDING')) return false;
  const wasReplaced = (other: StateLabel) =>
    other.state === 'due' && other.at >= label.at && !has(view, other.versionId, 'AWSPREVIOUS');
  return has(view, versionId, 'AWSPREVIOUS') || others(view).some(wasReplaced);
}

/** A rotation is under way, and the live version's `due` was marked for it: after its pair was staged. */
export const isMoveToCome = (view: SecretView, due: StateLabel): boolean =>
  !wentBackTo(view, due) &&
  others(view).some(
    ({ state, versionId, at }) => state === 'staged' && at <= due.at && has(view, versionId, 'AWSPENDING'),
  );

/** A rollback has left AWSPREVIOUS for the live version, whose own label is no younger than that. */
export function wentBackTo(view: SecretView, live: StateLabel): boolean {
  const left = versionWith(view, 'AWSPREVIOUS');
  const label = left === undefined ? undefined : stateOf(view, left);
  return label?.state === 'rolled-back' && live.at <= label.at;
}

/** The version that took over was left again: a request for this one can have gone out before its label. */
export const cameBack = (view: SecretView, due: StateLabel): boolean =>
  wentBackTo(view, due) ||
  others(view).some(({ state, versionId }) => state === 'live' || wasPromoted(view, versionId));

/** Versions that were staged and are neither about to be promoted nor can have been. */
export const strays = (view: SecretView): readonly StateLabel[] =>
  others(view).filter(
    ({ state, versionId }) =>
      state === 'staged' && !has(view, versionId, 'AWSPENDING') && !wasPromoted(view, versionId),
  );
