import { eventsOf, type History, type Login, wasAccepted, wasRefused } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** Unknown is not revoked: what is told to be proved was refused by the vendor itself, with the live pair accepted. */
export const invariant8UnknownIsNotRevoked: Invariant = (_, history) => {
  for (const { index, event, pair } of mailsOf(history, 'RevocationProved')) {
    const logins = loginsOf(history, event.invocation, index);
    if (!logins.some((login) => login.pair === pair && wasRefused(login)))
      throw new InvariantBroken(8, `…${pair} is told to be revoked, and the vendor has not refused it`);
    if (!logins.some((login) => login.pair !== pair && wasAccepted(login)))
      throw new InvariantBroken(8, `…${pair} is told to be revoked, and no other pair was accepted`);
  }
};

/** Unknown is not dead, nor accepted. */
export const invariant8UnknownIsNotDead: Invariant = (_, history) => {
  for (const notice of ['LivePairDead', 'WrongPairRevoked']) {
    for (const { index, event } of mailsOf(history, notice)) {
      const logins = loginsOf(history, event.invocation, index);
      if (!logins.some(wasRefused)) throw new InvariantBroken(8, `${notice}, and the vendor has refused nothing`);
      if (notice === 'WrongPairRevoked' && !logins.some(wasAccepted))
        throw new InvariantBroken(8, 'WrongPairRevoked, and the vendor has accepted nothing');
    }
  }
};

/** Of two runs at once one ends first, and what the other did until then is counted to that one. */
const loginsOf = (history: History, invocation: number, before: number): readonly Login[] =>
  eventsOf(history, 'login')
    .filter(({ index, event }) => index < before && [invocation - 1, invocation].includes(event.invocation))
    .map(({ event }) => event);
