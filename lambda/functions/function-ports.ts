import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Notice } from '../notices/notice.ts';
import type { OctopusClient } from '../octopus/client.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';

/** What each function works with; `handlers/` puts it together. */
export interface FunctionPorts {
  readonly config: Config;
  readonly secretsManager: SecretsManagerClient;
  /** Resolves once SNS has accepted the notice for every audience. */
  readonly notify: (notice: Notice) => Promise<void>;
  readonly octopus: OctopusClient;
  readonly clock: Clock;
  readonly log: Log;
}

/** The part of Lambda's context that is used. */
export interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

/** Time kept back from the logins for the notices and labels that come after them. */
export const marginMs = 10_000;
