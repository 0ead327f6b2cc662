import { type Author, eventsOf, type History, type Move, wasAccepted } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';

/**
 * AWSCURRENT is never moved to a version whose pair no login accepted in this rotation. Of a rollback: in this run. What
 * a person moves by hand is theirs.
 */
export const invariant1OnlyAcceptedPairsGoLive: Invariant = (_, history) => {
  for (const { index, event } of eventsOf(history, 'move')) {
    if (event.secret !== 'credential' || event.by === 'person') continue;
    if (event.by === 'watch') throw new InvariantBroken(1, 'the watch moved AWSCURRENT');
    const { pair } = event.to;
    if (pair === undefined) throw new InvariantBroken(1, 'AWSCURRENT was moved to a value that is no pair');
    if (!hasLoggedIn(history, pair, { from: startOf(history, event), to: index }))
      throw new InvariantBroken(1, `…${pair} went live, and no login had accepted it`);
  }
};

/** The check stands before AWSPENDING as well: a pending value is immutable, and a bad one would be tried for ever. */
export const invariant1OnlyAcceptedPairsArePending: Invariant = (_, history) => {
  for (const { index, event } of eventsOf(history, 'pending')) {
    const { id, pair } = event.version;
    if (event.by === 'person' || pair === undefined) continue;
    if (!hasLoggedIn(history, pair, { from: firstSeen(history, id), to: index }))
      throw new InvariantBroken(1, `…${pair} became AWSPENDING, and no login had accepted it`);
  }
};

const hasLoggedIn = (history: History, pair: string, { from, to }: { from: number; to: number }): boolean =>
  eventsOf(history, 'login').some(
    ({ index, event }) => index > from && index < to && event.pair === pair && wasAccepted(event),
  );

const firstSeen = ({ events }: History, versionId: string): number =>
  events.findIndex((event) => event.kind === 'version' && event.versionId === versionId);

const startOf = (history: History, { by, to, invocation }: Move): number => {
  const starts: Partial<Record<Author, number>> = {
    rotate: firstSeen(history, to.id),
    // Another run may have ended while the rollback was on its way.
    rollback: history.events.findIndex((event) => event.invocation >= invocation - 1) - 1,
  };
  return starts[by] ?? 0;
};
