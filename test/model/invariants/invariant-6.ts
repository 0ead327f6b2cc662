import { eventsOf, hasOverlapped } from '../history.ts';
import { type Invariant, InvariantBroken } from './broken.ts';

const mostLogins = 6;

/** `/auth/logout` is never called: it would cut off the application. */
export const invariant6NeverLoggedOut: Invariant = ({ octopus }) => {
  if (octopus.logouts > 0) throw new InvariantBroken(6, '/auth/logout was called');
};

/** One invocation makes at most 6 login requests, retries included. */
export const invariant6FewLogins: Invariant = (_, history) => {
  const counts = new Map<number, number>();
  for (const { event } of eventsOf(history, 'login')) {
    const count = (counts.get(event.invocation) ?? 0) + 1;
    counts.set(event.invocation, count);
    // Two that run at once are told apart only by their end.
    const most = hasOverlapped(history, event.invocation) ? mostLogins * 2 : mostLogins;
    if (count > most) throw new InvariantBroken(6, `one invocation made ${count} logins`);
  }
};
