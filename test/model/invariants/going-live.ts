import type { Rehearsal } from '../rehearsal.ts';
import { statesOf } from '../states-of.ts';
import { holds, type Invariant, keyAt } from './invariant.ts';

/** AWSCURRENT is never moved to a version whose pair no login accepted in this rotation. */
export const invariant1OnlyAcceptedPairsGoLive: Invariant = ({ rehearsal, before, now, movedByHand }) => {
  if (now.live === before.live || now.live === undefined || movedByHand) return;
  holds(1, `…${keyAt(rehearsal, now.live)} went live without a login`, hasLoggedIn(rehearsal, now.live));
};

/** And no version is staged before that: a pending value can never be mended. */
export const invariant1OnlyAcceptedPairsAreStaged: Invariant = ({ rehearsal, before, now }) => {
  for (const versionId of Object.keys(now.stages)) {
    const isStaged = statesOf(now.stages, versionId).some(({ state }) => state === 'staged');
    if (!isStaged || statesOf(before.stages, versionId).length > 0) continue;
    holds(1, `…${keyAt(rehearsal, versionId)} is pending without a login`, hasLoggedIn(rehearsal, versionId));
  }
};

/** Whether the vendor accepted the pair of a version since the rotation that made it began. */
function hasLoggedIn({ keys, firstSeen, world }: Rehearsal, versionId: string): boolean {
  const key = keys.get(versionId);
  return world.octopus.requests
    .slice(firstSeen.get(versionId) ?? 0)
    .some(({ maskedKey, status }) => status === 200 && key !== undefined && maskedKey?.endsWith(key));
}

/** A staged pair stays in the intake until it is promoted or overwritten by an operator. */
export const invariant2NoStagedPairIsLost: Invariant = ({ rehearsal, now }) => {
  const { staged } = rehearsal;
  if (staged === undefined) return;
  if (keyAt(rehearsal, now.live) === staged) {
    rehearsal.staged = undefined;
    return;
  }
  holds(2, `…${staged} is neither staged nor live`, now.inIntake === staged);
};
