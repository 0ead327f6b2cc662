import { randomUUID } from 'node:crypto';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Clock, systemClock } from '../lambda/runtime/clock.ts';
import { realTerminal, type Terminal } from './terminal.ts';

/** Everything outside that the command touches. */
export interface World {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly randomUUID: () => string;
  /** Credentials, and the region when none is given, come from the SDK's own default chain. */
  readonly secretsManager: (place: Place) => SecretsManagerClient;
  readonly lambda: (place: Place) => LambdaClient;
  readonly logs: (place: Place) => CloudWatchLogsClient;
}

/** Where on AWS to look, as far as the command line says. */
export interface Place {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

const requestHandler = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** As long as the watch may run. Never twice: an answer that was lost may be of a run that did its work. */
const functionSettings = { requestHandler: { ...requestHandler, requestTimeout: 330_000 }, maxAttempts: 1 };

const settingsOf = ({ region, profile }: Place) => ({ ...(region && { region }), ...(profile && { profile }) });

export const realWorld = (): World => ({
  terminal: realTerminal(),
  clock: systemClock,
  randomUUID,
  secretsManager: (place) => new SecretsManagerClient({ ...settingsOf(place), requestHandler }),
  lambda: (place) => new LambdaClient({ ...settingsOf(place), ...functionSettings }),
  // A year of lines is many pages, and one that AWS throttles is asked for again.
  logs: (place) => new CloudWatchLogsClient({ ...settingsOf(place), requestHandler, maxAttempts: 8 }),
});
