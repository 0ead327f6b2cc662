import { eventsOf, type History, hasOverlapped, type Login, liveAt, wasAccepted, wasRefused } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** Unknown is not revoked: what is told to be proved was refused by the vendor itself, with the live pair accepted. */
export const invariant8UnknownIsNotRevoked: Invariant = (_, history) => {
  for (const { index, event, pair } of mailsOf(history, 'RevocationProved')) {
    const logins = loginsOf(history, event.invocation, index);
    if (!logins.some(({ login }) => login.pair === pair && wasRefused(login)))
      throw new InvariantBroken(8, `…${pair} is told to be revoked, and the vendor has not refused it`);
    if (!logins.some(({ login, isLive }) => isLive && login.pair !== pair && wasAccepted(login)))
      throw new InvariantBroken(8, `…${pair} is told to be revoked, and the live pair was not accepted`);
  }
};

/** Unknown is not dead. */
export const invariant8UnknownIsNotDead: Invariant = (_, history) => {
  for (const notice of ['LivePairDead', 'WrongPairRevoked']) {
    for (const { index, event } of mailsOf(history, notice)) {
      const logins = loginsOf(history, event.invocation, index);
      if (!logins.some(({ login, isLive }) => isLive && wasRefused(login)))
        throw new InvariantBroken(8, `${notice}, and the vendor has not refused the live pair`);
      if (notice === 'WrongPairRevoked' && !logins.some(({ login }) => wasAccepted(login)))
        throw new InvariantBroken(8, 'WrongPairRevoked, and the vendor has accepted nothing');
    }
  }
};

/** Unknown is not accepted: nothing is asked of support before the vendor has accepted the live pair once. */
export const invariant8UnknownIsNotAccepted: Invariant = (_, history) => {
  for (const { index } of mailsOf(history, 'RevocationRequested')) {
    const accepted = eventsOf(history, 'login').filter((login) => login.index < index && wasAccepted(login.event));
    if (
      !accepted.some(({ event }) => event.pair === liveAt(history, index) || event.pair === liveBefore(history, index))
    )
      throw new InvariantBroken(8, 'support is asked, and the vendor has never accepted the live pair');
  }
};

/** What was live before the last move, which somebody may have made after the last look. */
function liveBefore(history: History, index: number): string | undefined {
  const moves = eventsOf(history, 'move').filter((move) => move.index < index && move.event.secret === 'credential');
  return moves.at(-1)?.event.by === 'person' ? moves.at(-1)?.event.from?.pair : undefined;
}

interface Seen {
  readonly login: Login;
  /** Of the pair that was live then. */
  readonly isLive: boolean;
}

/** Of two runs at once one ends first, and what the other did until then is counted to that one. */
function loginsOf(history: History, invocation: number, before: number): readonly Seen[] {
  const counted = hasOverlapped(history, invocation) ? [invocation - 1, invocation] : [invocation];
  return eventsOf(history, 'login')
    .filter(({ index, event }) => index < before && counted.includes(event.invocation))
    .map(({ index, event }) => ({ login: event, isLive: event.pair === liveAt(history, index) }));
}
