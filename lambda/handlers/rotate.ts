import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { createOctopusClient } from '../octopus/client.ts';
import { createRotate } from '../rotation/rotate.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { createLog } from '../runtime/log.ts';

const config = readConfig(process.env);

/** Invoked by Secrets Manager, once per step. One client of each kind per process: its connections are reused. */
export const handler = createRotate({
  config,
  secretsManager: new SecretsManagerClient(),
  sns: new SNSClient(),
  octopus: createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock }),
  clock: systemClock,
  log: createLog(),
});
