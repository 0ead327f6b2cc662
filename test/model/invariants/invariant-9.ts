import { parseStateLabel } from '../../../lambda/secrets/state-label.ts';
import { eventsOf, type History } from '../history.ts';
import { storedIn } from '../stored.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** A rotation that rotated nothing never looks like one that did. */
export const invariant9NoFalseSuccess: Invariant = ({ aws }, history) => {
  const moves = eventsOf(history, 'move').filter(({ event }) => event.secret === 'credential');
  for (const { index, pair } of mailsOf(history, 'PairPromoted')) {
    if (!moves.some((move) => move.index < index && move.event.to.pair === pair))
      throw new InvariantBroken(9, `…${pair} is told to be promoted, and never went live`);
  }
  for (const { name, token } of aws.events) {
    if (name === 'RotationSucceeded' && !moves.some(({ event }) => event.to.id === token))
      throw new InvariantBroken(9, `rotation ${token} succeeded, and AWSCURRENT was never on it`);
  }
};

/** The age of a pair never shrinks without a new pair: the date on the live version is never later than it was. */
export function createInvariant9AgeNeverShrinks(): Invariant {
  const oldest = new Map<string, string>();
  return (world, history) => {
    const { live } = storedIn(world, 'credential');
    const since = live?.labels.map(parseStateLabel).find((label) => label?.versionId === live.id)?.liveSince;
    if (live?.pair === undefined || since === undefined) return;
    const known = oldest.get(live.pair);
    // A pair that came back after its case was closed has no version left that knows its date. Whether one was left is not
    // looked at: the age of every pair that was ever replaced is held by the units of decide.ts alone.
    if (known !== undefined && since > known && !wasReplaced(history, live.pair))
      throw new InvariantBroken(9, `…${live.pair} is live since ${known}, and now since ${since}`);
    if (known === undefined || since < known) oldest.set(live.pair, since);
  };
}

const wasReplaced = (history: History, pair: string): boolean =>
  eventsOf(history, 'move').some(
    ({ event }) => event.secret === 'credential' && event.from?.pair === pair && event.to.pair !== pair,
  );
