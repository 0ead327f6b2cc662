import type * as z from 'zod/mini';
import { credentialOf, isCredentialName, secretNameOf } from '../secrets/credential-name.ts';
import type { Config } from './config.ts';
import { type FunctionPorts, type Invocation, marginMs } from './function-ports.ts';

/** Thrown for an event that no schedule and no operator's command sends. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** What a run is about. */
export interface Run<Options> {
  readonly credential: string;
  /** As Secrets Manager takes it: the ARN that was given, or the secret's name. */
  readonly secretId: string;
  readonly options: Options;
  /** Epoch ms by the clock, after which no login is tried. */
  readonly deadline: number;
}

interface Kind<Options extends z.ZodMiniObject> {
  readonly run: 'watch' | 'rollback';
  /** What an event may have besides its credential. */
  readonly options: Options;
  /** What the message for another event says of these. */
  readonly expected: string;
  /** What the line of the log says when all went well. */
  readonly verdict: string;
}

interface Surroundings extends Pick<FunctionPorts, 'clock' | 'log'> {
  readonly config: Pick<Config, 'environment'>;
}

/** A function that a schedule or a person starts for one credential. Writes the one line of the run, also when it fails. */
export function createRunForCredential<T, Options extends z.ZodMiniObject>(
  { config, clock, log }: Surroundings,
  kind: Kind<Options>,
  work: (run: Run<z.output<Options>>) => Promise<T>,
): (event: unknown, invocation: Invocation) => Promise<T> {
  return async (event, invocation) => {
    const startedAt = clock.now().getTime();
    const facts = { run: kind.run, credential: 'unknown', dryRun: false };
    const line = (outcome: string) => ({ ...facts, verdict: outcome, durationMs: clock.now().getTime() - startedAt });
    try {
      const read = readEvent(event, config.environment, kind);
      Object.assign(facts, { credential: read.credential, dryRun: Reflect.get(read.options, 'dryRun') === true });
      const done = await work({ ...read, deadline: startedAt + invocation.getRemainingTimeInMillis() - marginMs });
      log.run(line(kind.verdict));
      return done;
    } catch (error) {
      log.failedRun(line(error instanceof Error ? error.name : 'UnknownError'), error);
      throw error;
    }
  };
}

/** Reads `{"credential": "<name or ARN>"}` with options. Refuses unknown keys: an option may be mistyped. */
function readEvent<Options extends z.ZodMiniObject>(
  event: unknown,
  environment: string,
  { options, expected }: Kind<Options>,
): Omit<Run<z.output<Options>>, 'deadline'> {
  const { credential: given, ...others } = Object(event) as Readonly<Record<string, unknown>>;
  const read = options.safeParse(others);
  if (typeof given !== 'string' || !read.success) {
    throw new InvalidEvent(
      `this is no event for this function; expected {"credential": "<name or ARN>"}, optionally ${expected}`,
    );
  }
  const isName = isCredentialName(given);
  const credential = isName ? given : credentialOf(given, environment);
  if (credential === undefined) {
    throw new InvalidEvent(`the credential is no name and no ARN of octopus-cards/${environment}/<credential>`);
  }
  return { credential, secretId: isName ? secretNameOf(environment, given) : given, options: read.data };
}
