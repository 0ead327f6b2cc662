import type { Rehearsal } from '../rehearsal.ts';
import { statesOf } from '../states-of.ts';
import { holds, type Invariant, keyAt, type Step } from './invariant.ts';

const toSupport = ['RevocationRequested', 'RevocationOverdue'];

const revokedIn = (body: string): string | undefined => /^ +REVOKE +key ending in …(\S{4})/m.exec(body)?.[1];

const withdrawnIn = (body: string): string | undefined => /DO NOT REVOKE +key ending in …(\S{4})/.exec(body)?.[1];

/** No request names the pair that is live. */
export const invariant3TheLivePairIsNeverToBeRevoked: Invariant = ({ rehearsal, before, now, isConcurrent }) => {
  if (isConcurrent) return;
  const live = keyAt(rehearsal, now.live);
  for (const { body, attributes } of rehearsal.world.aws.mailbox.slice(before.mails)) {
    if (attributes.audience !== 'support' || !toSupport.includes(attributes.notice ?? '')) continue;
    holds(3, `${attributes.notice} names …${live}, which is live`, revokedIn(body) !== live);
  }
};

/** Notes why the pair that was live before was replaced, where a rotation has done it. */
function noteReplacement({ rehearsal, before, now, movedByHand, isConcurrent }: Step): void {
  const { replacedBecause, reasons } = rehearsal;
  const [from, to] = [keyAt(rehearsal, before.live), keyAt(rehearsal, now.live)];
  if (from === to || now.live === undefined) return;
  if (to !== undefined) replacedBecause.delete(to);
  if (from === undefined) return;
  const isRotation = statesOf(before.stages, now.live).every(({ state }) => state === 'staged');
  if (movedByHand || isConcurrent || !isRotation) replacedBecause.delete(from);
  else replacedBecause.set(from, reasons.get(now.live) ?? 'scheduled');
}

/** A request is as urgent as the reason for which the pair was replaced. */
export const invariant3LeaksAreUrgent: Invariant = (step) => {
  noteReplacement(step);
  const { rehearsal, before } = step;
  for (const { body, attributes } of rehearsal.world.aws.mailbox.slice(before.mails)) {
    if (attributes.audience !== 'support' || attributes.notice !== 'RevocationRequested') continue;
    const old = revokedIn(body);
    const reason = rehearsal.replacedBecause.get(old ?? '');
    const isUrgent = reason === 'leak' || reason === 'departure';
    holds(
      3,
      `…${old} was replaced because of a ${reason}, not urgently`,
      !isUrgent || attributes.severity === 'urgent',
    );
  }
};

/** Once nothing goes wrong any more: each pair that was replaced was asked for, after it was live for the last time. */
export function invariant3EveryReplacedPairIsAskedFor({ keys, stated, lastLive, sight, world }: Rehearsal): void {
  const live = sight.live === undefined ? undefined : keys.get(sight.live);
  for (const [versionId, since] of lastLive) {
    const key = keys.get(versionId);
    if (key === undefined || key === live || !stated.has(versionId)) continue;
    // A later version with the same pair took its place, or somebody rolled back from it.
    const states = statesOf(sight.stages, versionId).map(({ state }) => state);
    const tookOver = [...lastLive].some(([other, at]) => other !== versionId && keys.get(other) === key && at >= since);
    if (states.includes('rolled-back') || tookOver) continue;
    const asked = world.aws.mailbox
      .slice(since)
      .some(({ body, attributes }) => attributes.notice === 'RevocationRequested' && revokedIn(body) === key);
    holds(3, `nobody was asked to revoke …${key}, which was replaced (${states.join()})`, asked);
  }
}

/** Once nothing goes wrong any more: who was asked to revoke what is live again was told not to. */
export function invariant3WhatIsAskedOfTheLivePairIsWithdrawn({ keys, sight, world }: Rehearsal): void {
  const live = sight.live === undefined ? undefined : keys.get(sight.live);
  if (live === undefined) return;
  const last = world.aws.mailbox
    .filter(({ attributes }) => attributes.audience === 'support')
    .filter(({ body }) => revokedIn(body) === live || withdrawnIn(body) === live)
    .at(-1)?.attributes.notice;
  holds(3, `support was last told ${last} of …${live}, which is live`, last === undefined || !toSupport.includes(last));
}
