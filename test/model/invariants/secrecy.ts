import { leaks } from '../../unit/cli/recording-terminal.ts';
import { pairs } from '../rehearsal.ts';
import { holds, type Invariant } from './invariant.ts';

const secrets = pairs.flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret]);

/** No API secret, token or full key is anywhere but in the two secrets. */
export const invariant5NothingIsQuoted: Invariant = ({ rehearsal: { world }, before, now }) => {
  const written = [
    ...world.log.slice(before.lines),
    JSON.stringify(world.aws.mailbox.slice(before.mails)),
    JSON.stringify([now.stages, now.intake]),
  ];
  holds(5, 'a key or a secret is written somewhere', !leaks(written.join('\n'), secrets));
};

/** No function reaches out of its environment. */
export const invariant7EnvironmentsNeverMeet: Invariant = ({ rehearsal: { world }, before }) => {
  const elsewhere = world.aws.accesses
    .slice(before.accesses)
    .filter(({ accessKeyId, resource }) => world.isFunction(accessKeyId) && /production/i.test(resource));
  holds(7, 'a function of sandbox reached for production', elsewhere.length === 0);
};

/** Each role allows the calls that are made. */
export const invariant10NothingIsDenied: Invariant = ({ rehearsal: { world }, before }) => {
  const denied = world.aws.accesses
    .slice(before.accesses)
    .filter(({ accessKeyId, allowed }) => !allowed && world.isFunction(accessKeyId));
  holds(10, `${denied[0]?.action} on ${denied[0]?.resource} is denied`, denied.length === 0);
};
