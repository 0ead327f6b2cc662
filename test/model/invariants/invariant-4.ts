import { parseCredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { parseStateLabel } from '../../../lambda/secrets/state-label.ts';
import { eventsOf, type History } from '../history.ts';
import { type LabelledVersion, storedIn } from '../stored.ts';
import { type Invariant, InvariantBroken } from './broken.ts';
import { pairOfMail } from './mails.ts';

/**
 * Notices that one occasion sends once, however often a step is repeated. Those of the watch that come again on a ladder
 * are held by the units of ladder.ts, and by test/integration/watch/year.test.ts.
 */
const once = ['RevocationRequested', 'PairPromoted', 'RevocationProved', 'PairRefused'];

/**
 * At worst a mail is sent twice: of what one occasion sends once there is no copy more than the invocations that sent it
 * and were disturbed themselves, or had another beside them.
 */
export const invariant4MailsAreNotRepeated: Invariant = (_, history) => {
  const lost = new Set(eventsOf(history, 'lost').map(({ event }) => event.invocation));
  const sent = new Map<string, number>();
  for (const { index, event } of eventsOf(history, 'mail')) {
    const { notice = '', audience } = event.mail.attributes;
    if (!once.includes(notice)) continue;
    const key = [notice, audience, pairOfMail(event.mail.body), event.mail.subject, occasion(history, index)].join(' ');
    const before = sent.get(key);
    if (before !== undefined && !lost.has(before)) throw new InvariantBroken(4, `sent again, with no fault: ${key}`);
    sent.set(key, event.invocation);
  }
};

/** A refusal is of a staged version; everything else of the time between two moves of AWSCURRENT. */
const occasion = (history: History, index: number): number =>
  eventsOf(history, 'move').filter((move) => move.index < index).length;

/** When all faults are over and days have passed, nothing is left half done. */
export const invariant4EndStateIsSettled: Invariant = (world) => {
  const { versions, live, pending } = storedIn(world, 'credential');
  if (live === undefined) throw new InvariantBroken(4, 'nothing is AWSCURRENT');
  for (const version of versions) {
    const flaw =
      (version.id === live.id ? flawOfLive(version) : flawOfOther(version, version.id === pending?.id)) ??
      flawOfPair(version);
    if (flaw !== undefined) throw new InvariantBroken(4, flaw);
  }
  const count = versions.flatMap(({ labels }) => labels).length;
  if (count > 20) throw new InvariantBroken(4, `${count} labels, and AWS allows 20`);
};

/** A label names the pair of its version: decisions rely on it, and do not read the value. */
function flawOfPair(version: LabelledVersion): string | undefined {
  const value = parseCredentialValue(version.text);
  const fingerprint = value.kind === 'pair' ? value.pair.fingerprint : undefined;
  return statesOf(version).every(({ pair }) => pair === fingerprint) ? undefined : 'a label names another pair';
}

const statesOf = ({ labels }: LabelledVersion) => labels.map(parseStateLabel).filter((label) => label !== undefined);

function flawOfLive(live: LabelledVersion): string | undefined {
  const [label, ...more] = statesOf(live);
  if (more.length > 0) return 'the live version has two states';
  return live.pair === undefined || label?.state === 'live'
    ? undefined
    : `the live pair is ${label?.state ?? 'stateless'}`;
}

function flawOfOther(version: LabelledVersion, isPending: boolean): string | undefined {
  const [label, ...more] = statesOf(version);
  if (more.length > 0) return 'a version has two states';
  switch (label?.state) {
    case 'live':
    case 'due':
      return `a pair that was left is still ${label.state}`;
    case 'staged':
      return isPending ? undefined : 'a rotation that was given up is still staged';
    case 'requested':
    case 'rolled-back':
    case 'revoked':
    case undefined:
      return undefined;
  }
}
