import { statesOf } from '../states-of.ts';
import { holds, type Invariant, keyAt } from './invariant.ts';

/** Nobody logs out, and an invocation makes six logins at most. */
export const invariant6FewLoginsAndNoLogout: Invariant = ({ rehearsal: { world }, before }) => {
  holds(6, 'somebody logged out', world.octopus.logouts === 0);
  const invocations = world.log.slice(before.lines).filter((line) => line.includes('"durationMs"')).length;
  const logins = world.octopus.requests.slice(before.requests).filter(({ path }) => path === '/auth/login').length;
  holds(6, `${logins} logins in ${invocations} invocations`, logins <= 6 * invocations);
};

const concluded: Readonly<Record<string, RegExp>> = {
  RevocationProved: /revoked +key ending in …(\S{4})/,
  LivePairDead: /live +key ending in …(\S{4})/,
  WrongPairRevoked: /live +key ending in …(\S{4})/,
};

/** Unknown is not revoked and not dead: what a mail says of a pair is so at the vendor. */
export const invariant8UnknownIsNotDead: Invariant = ({ rehearsal, before }) => {
  for (const { body, attributes } of rehearsal.world.aws.mailbox.slice(before.mails)) {
    if (attributes.audience !== 'ops') continue;
    const key = concluded[attributes.notice ?? '']?.exec(body)?.[1];
    holds(8, `${attributes.notice} says …${key} is dead`, key === undefined || rehearsal.revoked.has(key));
  }
};

/** The age of a pair never shrinks. */
export const invariant9NoPairGetsYounger: Invariant = ({ rehearsal, now }) => {
  const { liveSince } = rehearsal;
  const key = keyAt(rehearsal, now.live);
  const since = now.live === undefined ? undefined : statesOf(now.stages, now.live)[0]?.liveSince;
  if (key === undefined || since === undefined) return;
  const first = liveSince.get(key);
  holds(9, `…${key} is live since ${first} and now since ${since}`, first === undefined || since <= first);
  liveSince.set(key, since);
};
