import { randomUUID } from 'node:crypto';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { type Clock, systemClock } from '../../lambda/runtime/clock.ts';
import { realTerminal, type Terminal } from '../terminal/terminal.ts';

/** Everything outside that the command touches. */
export interface World {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly randomUUID: () => string;
  /** Credentials, and the region when none is given, come from the SDK's own default chain. */
  readonly secretsManager: (place: Place) => SecretsManagerClient;
  readonly lambda: (place: Place) => LambdaClient;
  readonly sts: (place: Place) => STSClient;
  readonly cloudWatch: (place: Place) => CloudWatchClient;
  readonly scheduler: (place: Place) => SchedulerClient;
  readonly sns: (place: Place) => SNSClient;
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
  sts: (place) => new STSClient({ ...settingsOf(place), requestHandler }),
  cloudWatch: (place) => new CloudWatchClient({ ...settingsOf(place), requestHandler }),
  scheduler: (place) => new SchedulerClient({ ...settingsOf(place), requestHandler }),
  sns: (place) => new SNSClient({ ...settingsOf(place), requestHandler }),
  // A year of lines is many pages, and one that AWS throttles is asked for again.
  logs: (place) => new CloudWatchLogsClient({ ...settingsOf(place), requestHandler, maxAttempts: 8 }),
});
