import { hours } from '../../../local/clock.ts';
import { eventsOf, type History, type Refused } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** Support is asked as soon as the new pair is live, so applications may still be refused. True once requests wait. */
export const requestsAreHeldBack: boolean = false;

/** The default of `handover.hours`: within these an application need not have read the new pair. */
const handoverMs = hours(24);

/** No application is refused because of a planned rotation before it had to have the new pair. */
export const invariant11NoApplicationIsCutOff: Invariant = (_, history) => {
  for (const { index, event } of eventsOf(history, 'refused')) {
    if (isOfPlannedRotation(history, index, event))
      throw new InvariantBroken(11, `${event.application} is refused with …${event.pair} after a planned rotation`);
  }
};

/** Support revoked what it was asked to after a rotation without a leak, and the hours since are not over. */
function isOfPlannedRotation(history: History, before: number, { pair, at }: Refused): boolean {
  const left = eventsOf(history, 'move').findLast(
    ({ index, event }) =>
      index < before && event.secret === 'credential' && event.from?.pair === pair && event.to.pair !== pair,
  );
  if (left?.event.by !== 'rotate' || at.getTime() - left.event.at.getTime() >= handoverMs) return false;
  const isRevoked = eventsOf(history, 'revoked').some(
    ({ index, event }) => event.pair === pair && index > left.index && index < before,
  );
  const requests = mailsOf(history, 'RevocationRequested').filter((mail) => mail.pair === pair && mail.index < before);
  return isRevoked && requests.every(({ event }) => event.mail.attributes.severity !== 'urgent');
}
