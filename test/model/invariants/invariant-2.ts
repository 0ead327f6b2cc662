import { eventsOf, liveAt } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';

/**
 * A staged pair is never lost: it stays in the intake until it is promoted or overwritten by an operator. So whatever a
 * function takes out of the mailbox is live, or was since it lay there.
 */
export const invariant2NoStagedPairIsLost: Invariant = (_, history) => {
  const moves = eventsOf(history, 'move');
  for (const { index, event } of moves) {
    const lost = event.from?.pair;
    if (event.secret !== 'intake' || event.by === 'person' || lost === undefined) continue;
    const stagedAt = moves.findLast((other) => other.index < index && other.event.to.id === event.from?.id)?.index ?? 0;
    const wentLive = moves.some(
      (other) =>
        other.index > stagedAt &&
        other.index < index &&
        other.event.secret === 'credential' &&
        other.event.to.pair === lost,
    );
    if (!wentLive && liveAt(history, stagedAt) !== lost)
      throw new InvariantBroken(2, `the intake was emptied of …${lost}, which was never promoted`);
  }
};
