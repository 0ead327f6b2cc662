import * as z from 'zod/mini';
import { credentialOf, isCredentialName, secretNameOf } from '../secrets/credential-name.ts';
import type { Config } from './config.ts';
import { type FunctionPorts, type Invocation, marginMs } from './function-ports.ts';

/** Thrown for an event that no schedule and no operator's command sends. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** What a run is about. */
export interface Run {
  readonly credential: string;
  /** As Secrets Manager takes it: the ARN that was given, or the secret's name. */
  readonly secretId: string;
  /** Whether the function's one flag is set. */
  readonly isSet: boolean;
  /** Epoch ms by the clock, after which no login is tried. */
  readonly deadline: number;
}

interface Kind {
  readonly run: 'watch' | 'rollback';
  readonly flag: 'dryRun' | 'evenThoughLiveWorks';
  /** What the line of the log says when all went well. */
  readonly verdict: string;
}

interface Surroundings extends Pick<FunctionPorts, 'clock' | 'log'> {
  readonly config: Pick<Config, 'environment'>;
}

/** A function that a schedule or a person starts for one credential. Writes the one line of the run, also when it fails. */
export function createRunByHand<T>(
  { config, clock, log }: Surroundings,
  { run, flag, verdict }: Kind,
  work: (run: Run) => Promise<T>,
): (event: unknown, invocation: Invocation) => Promise<T> {
  return async (event, invocation) => {
    const startedAt = clock.now().getTime();
    const facts = { run, credential: 'unknown', dryRun: false };
    const line = (outcome: string) => ({ ...facts, verdict: outcome, durationMs: clock.now().getTime() - startedAt });
    try {
      const read = readByHand(event, config.environment, flag);
      Object.assign(facts, { credential: read.credential, dryRun: flag === 'dryRun' && read.isSet });
      const done = await work({ ...read, deadline: startedAt + invocation.getRemainingTimeInMillis() - marginMs });
      log.run(line(verdict));
      return done;
    } catch (error) {
      log.failedRun(line(error instanceof Error ? error.name : 'UnknownError'), error);
      throw error;
    }
  };
}

/** Reads `{"credential": "<name or ARN>"}` with one flag. Refuses unknown keys: the flag may be mistyped. */
function readByHand(event: unknown, environment: string, flag: string): Omit<Run, 'deadline'> {
  const read = z.strictObject({ credential: z.string(), [flag]: z.optional(z.boolean()) }).safeParse(event);
  if (!read.success) {
    throw new InvalidEvent(
      `this is no event for this function; expected {"credential": "<name or ARN>"}, optionally "${flag}": true`,
    );
  }
  const given = String(read.data.credential);
  const isName = isCredentialName(given);
  const credential = isName ? given : credentialOf(given, environment);
  if (credential === undefined) {
    throw new InvalidEvent(`the credential is no name and no ARN of octopus-cards/${environment}/<credential>`);
  }
  return {
    credential,
    secretId: isName ? secretNameOf(environment, given) : given,
    isSet: Reflect.get(read.data, flag) === true,
  };
}
