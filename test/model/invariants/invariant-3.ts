import { parseObject } from '../../../lambda/secrets/json.ts';
import { isUrgent as isUrgentReason, type Reason } from '../../../lambda/secrets/state-label.ts';
import type { World } from '../../../local/world.ts';
import { eventsOf, type History, liveAt, type Mailed } from '../history.ts';
import { storedIn } from '../stored.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { mailsOf } from './mails.ts';

/** A request is never sent before the promotion, and never names the live pair as the one to revoke. */
export const invariant3NeverTheLivePair: Invariant = (_, history) => {
  const asked = ['RevocationRequested', 'RevocationOverdue'].flatMap((notice) => mailsOf(history, notice));
  for (const { index, event, pair } of asked) {
    if (pair === undefined) throw new InvariantBroken(3, 'a request to revoke names no pair');
    // Somebody who moves AWSCURRENT after the last login of a run, or before the first, may do so after its last look.
    const isUnseen = personMoved(history, event.invocation, index);
    if (!isUnseen && liveAt(history, index) === pair)
      throw new InvariantBroken(3, `support is asked to revoke the live pair …${pair}`);
    // A pair that was about to go live when somebody moved AWSCURRENT by hand is taken for one that did.
    if (!wasLive(history, pair, index) && !personMovedBefore(history, index))
      throw new InvariantBroken(3, `support is asked to revoke …${pair}, which never was live`);
  }
};

function personMoved(history: History, invocation: number, mailed: number): boolean {
  const login = eventsOf(history, 'login').findLast(
    ({ index, event }) => index < mailed && event.invocation === invocation,
  );
  return eventsOf(history, 'move').some(
    ({ index, event }) =>
      event.invocation === invocation &&
      event.secret === 'credential' &&
      event.by === 'person' &&
      (login === undefined || index > login.index),
  );
}

const personMovedBefore = (history: History, index: number): boolean =>
  eventsOf(history, 'move').some(
    (move) =>
      move.index < index &&
      move.event.secret === 'credential' &&
      move.event.by === 'person' &&
      move.event.from !== undefined,
  );

const wasLive = (history: History, pair: string, before: number): boolean =>
  eventsOf(history, 'move').some(
    ({ index, event }) => index < before && event.secret === 'credential' && event.to.pair === pair,
  );

/**
 * Every promotion that replaced a pair leads to a request to support, at least once, as urgent as the rotation's reason
 * is. To be held when all faults are over and every hand-over has ended. Not of a pair that is live again.
 */
export const invariant3RequestForEveryReplacement: Invariant = (world, history) => {
  const live = storedIn(world, 'credential').live?.pair;
  const promotions = eventsOf(history, 'move').filter(
    ({ event }) => event.secret === 'credential' && event.by === 'rotate',
  );
  for (const { index, event } of promotions) {
    const replaced = event.from?.pair;
    // One that came back and was left again has a request of that leaving.
    if (replaced === undefined || [event.to.pair, live].includes(replaced) || cameBack(history, replaced, index))
      continue;
    const requests = mailsOf(history, 'RevocationRequested').filter(
      (mail) => mail.pair === replaced && mail.index > index,
    );
    if (requests.length === 0)
      throw new InvariantBroken(3, `…${replaced} was replaced, and support was never asked to revoke it`);
    if (!isLeak(world, event.to.pair) || personMovedAfter(history, index)) continue;
    if (!requests.some(isUrgent))
      throw new InvariantBroken(3, `…${replaced} leaked, and the request to revoke it is not urgent`);
  }
};

/**
 * After a leak or a departure support is asked at the next login: about the pair that was replaced for it, and about every
 * pair before it that a planned rotation left and whose request still waited. To be held a day after all faults are over.
 */
export const invariant3UrgentRequestsDoNotWait: Invariant = (world, history) => {
  const live = storedIn(world, 'credential').live?.pair;
  const promotions = eventsOf(history, 'move').filter(
    ({ event }) => event.secret === 'credential' && event.by === 'rotate' && event.from?.pair !== event.to.pair,
  );
  const last = promotions.findLast(({ event }) => event.from?.pair !== undefined && isLeak(world, event.to.pair));
  // What is done by hand or rolled back afterwards changes which pairs have to be revoked, and why.
  if (last === undefined || personMovedAfter(history, -1)) return;
  for (const { index, event } of promotions) {
    const replaced = event.from?.pair;
    if (index > last.index || replaced === undefined || replaced === live || cameBack(history, replaced, index))
      continue;
    if (!mailsOf(history, 'RevocationRequested').some((mail) => mail.pair === replaced && mail.index > index))
      throw new InvariantBroken(3, `…${replaced} was replaced before or for a leak, and the request still waits`);
  }
};

/**
 * A pair that a rollback left is requested once another pair has been promoted after it, also one that was live before.
 * To be held when all faults are over and days of watch have passed.
 */
export const invariant3RequestAfterARollback: Invariant = (world, history) => {
  const live = storedIn(world, 'credential').live?.pair;
  const moves = eventsOf(history, 'move').filter(({ event }) => event.secret === 'credential');
  for (const { index, event } of moves.filter((move) => move.event.by === 'rollback')) {
    const left = event.from?.pair;
    const promotion = moves.find((move) => move.index > index && move.event.by === 'rotate');
    if (left === undefined || left === live || promotion === undefined) continue;
    if (cameBack(history, left, index) || moves.some((move) => move.index > index && move.event.by === 'person'))
      continue;
    const requests = mailsOf(history, 'RevocationRequested').filter((mail) => mail.pair === left);
    if (!requests.some((mail) => mail.index > promotion.index))
      throw new InvariantBroken(3, `…${left} was rolled back from, and after a promotion support was never asked`);
  }
};

const isUrgent = ({ event }: { event: Mailed }): boolean => event.mail.attributes.severity === 'urgent';

const cameBack = (history: History, pair: string, index: number): boolean =>
  eventsOf(history, 'move').some(
    (other) => other.index > index && other.event.secret === 'credential' && other.event.to.pair === pair,
  );

const personMovedAfter = (history: History, index: number): boolean =>
  eventsOf(history, 'move').some(
    (other) =>
      other.index > index &&
      other.event.secret === 'credential' &&
      other.event.from !== undefined &&
      other.event.by !== 'rotate',
  );

/** Every time that the pair was staged, it was for a leak or a departure. */
function isLeak(world: World, pair: string | undefined): boolean {
  const staged = storedIn(world, 'intake').versions.filter((version) => version.pair === pair);
  return staged.length > 0 && staged.every(({ text }) => isUrgentReason(parseObject(text)?.reason as Reason));
}
