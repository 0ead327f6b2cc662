import * as z from 'zod/mini';
import { credentialOf } from '../rotation/rotation-event.ts';

/** Thrown for an event that no schedule and no operator's command sends. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

export interface ByHand {
  readonly credential: string;
  /** As Secrets Manager takes it: the ARN that was given, or the secret's name. */
  readonly secretId: string;
  readonly isSet: (flag: string) => boolean;
}

/** Reads `{"credential": "<name or ARN>"}` with flags that are true or false. Refuses unknown keys: a flag may be mistyped. */
export function readByHand(event: unknown, environment: string, flags: readonly string[]): ByHand {
  const shape = Object.fromEntries(flags.map((flag) => [flag, z.optional(z.boolean())]));
  const read = z.strictObject({ credential: z.string(), ...shape }).safeParse(event);
  const expected = `expected {"credential": "<name or ARN>"}${flags.map((flag) => `, optionally "${flag}": true`).join('')}`;
  if (!read.success) throw new InvalidEvent(`this is no event for this function; ${expected}`);
  const given = String(read.data.credential);
  const isName = /^[a-z0-9-]{1,40}$/.test(given);
  const credential = isName ? given : credentialOf(given, environment);
  if (credential === undefined) {
    throw new InvalidEvent(`the credential is no name and no ARN of octopus-cards/${environment}/<credential>`);
  }
  const isSet = (flag: string): boolean => Reflect.get(read.data, flag) === true;
  return { credential, secretId: isName ? `octopus-cards/${environment}/${given}` : given, isSet };
}
