import { randomUUID } from 'node:crypto';
import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { STSClient } from '@aws-sdk/client-sts';
import { type Clock, systemClock } from '../../lambda/runtime/clock.ts';
import { realTerminal, type Terminal } from '../terminal/terminal.ts';

/** Everything outside that the command touches. A client of AWS is loaded when a command first asks for it. */
export interface World {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly randomUUID: () => string;
  /** Credentials, and the region when none is given, come from the SDK's own default chain. */
  readonly secretsManager: (place: Place) => Promise<SecretsManagerClient>;
  readonly lambda: (place: Place) => Promise<LambdaClient>;
  readonly sts: (place: Place) => Promise<STSClient>;
  readonly cloudWatch: (place: Place) => Promise<CloudWatchClient>;
  readonly scheduler: (place: Place) => Promise<SchedulerClient>;
  readonly sns: (place: Place) => Promise<SNSClient>;
  readonly cloudTrail: (place: Place) => Promise<CloudTrailClient>;
  readonly logs: (place: Place) => Promise<CloudWatchLogsClient>;
}

/** Where on AWS to look, as far as the command line says. */
export interface Place {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

const requestHandler = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

/** As long as the watch may run. No second try: a run whose response was lost may have done its work. */
const functionSettings = { requestHandler: { ...requestHandler, requestTimeout: 330_000 }, maxAttempts: 1 };

const settingsOf = ({ region, profile }: Place) => ({ ...(region && { region }), ...(profile && { profile }) });

export const realWorld = (): World => ({
  terminal: realTerminal(),
  clock: systemClock,
  randomUUID,
  secretsManager: async (place) => {
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    return new SecretsManagerClient({ ...settingsOf(place), requestHandler });
  },
  lambda: async (place) => {
    const { LambdaClient } = await import('@aws-sdk/client-lambda');
    return new LambdaClient({ ...settingsOf(place), ...functionSettings });
  },
  sts: async (place) => {
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient({ ...settingsOf(place), requestHandler });
  },
  cloudWatch: async (place) => {
    const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
    return new CloudWatchClient({ ...settingsOf(place), requestHandler });
  },
  scheduler: async (place) => {
    const { SchedulerClient } = await import('@aws-sdk/client-scheduler');
    return new SchedulerClient({ ...settingsOf(place), requestHandler });
  },
  sns: async (place) => {
    const { SNSClient } = await import('@aws-sdk/client-sns');
    return new SNSClient({ ...settingsOf(place), requestHandler });
  },
  cloudTrail: async (place) => {
    const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
    return new CloudTrailClient({ ...settingsOf(place), requestHandler });
  },
  // A year of lines is many pages, and one that AWS throttles is asked for again.
  logs: async (place) => {
    const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
    return new CloudWatchLogsClient({ ...settingsOf(place), requestHandler, maxAttempts: 8 });
  },
});
