import { hours, minutes } from '../../../local/clock.ts';
import { eventsOf, type History, type Move, type Refused } from '../history.ts';
import { handoverHours } from '../settings.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** No application that takes the new pair in time is refused because of a planned rotation, however quickly support acts. */
export const invariant11NoApplicationIsCutOff: Invariant = (_, history) => {
  for (const { index, event } of eventsOf(history, 'refused')) {
    const left = leftByPlannedRotation(history, index, event.pair);
    if (left !== undefined && hadTaken(history, index, { left, refused: event }))
      throw new InvariantBroken(11, `${event.application} is refused with …${event.pair} after a planned rotation`);
  }
};

interface Placed {
  readonly index: number;
  readonly event: Move;
}

/** The planned rotation that replaced the pair, which support then revoked as it was asked to. */
function leftByPlannedRotation(history: History, before: number, pair: string): Placed | undefined {
  const moves = eventsOf(history, 'move').filter(({ index, event }) => index < before && event.secret === 'credential');
  const left = moves.findLast(({ event }) => event.from?.pair === pair && event.to.pair !== pair);
  // A pair that somebody made live again is refused because of that.
  const cameBack = moves.some(({ index, event }) => index > (left?.index ?? 0) && event.to.pair === pair);
  if (left?.event.by !== 'rotate' || cameBack) return undefined;
  const isRevoked = eventsOf(history, 'revoked').some(
    ({ index, event }) => event.pair === pair && index > left.index && index < before,
  );
  const requests = mailsOf(history, 'RevocationRequested').filter((mail) => mail.pair === pair && mail.index < before);
  // After a leak or a departure nobody waits for applications, neither with this pair nor with the ones before it.
  const isPlanned = requests.every(({ event }) => event.mail.attributes.severity !== 'urgent');
  return isRevoked && isPlanned ? left : undefined;
}

/** The mark of the replaced pair, from which the hours count, is written some calls before the promotion. */
const markedBeforeMs = minutes(2);

/** Whether the application did what the promise asks of it, or still had time to. */
function hadTaken(history: History, before: number, { left, refused }: { left: Placed; refused: Refused }): boolean {
  if (refused.reads === 'each-login') return true;
  const told = ['PairPromoted', 'HandoverWaiting'].flatMap((notice) => mailsOf(history, notice, 'ops'));
  const firstTold = told.find(({ index }) => index > left.index)?.event.at;
  if (firstTold !== undefined && (refused.readAt ?? firstTold) > firstTold) return true;
  // An operator who completes the hand-over answers for the applications that were not restarted.
  if (eventsOf(history, 'completed').some(({ index }) => index > left.index && index < before)) return false;
  if (refused.restartsEveryHours <= handoverHours) return true;
  return refused.at.getTime() - left.event.at.getTime() < hours(handoverHours) - markedBeforeMs;
}
