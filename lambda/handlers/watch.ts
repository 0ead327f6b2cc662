import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { createOctopusClient } from '../octopus/client.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { createLog } from '../runtime/log.ts';
import { emitMetrics } from '../watch/emit-metrics.ts';
import { createWatch } from '../watch/watch.ts';

const config = readConfig(process.env);

/** Invoked once a day for each credential by EventBridge Scheduler, or by hand. */
export const handler = createWatch({
  config,
  secretsManager: new SecretsManagerClient(),
  sns: new SNSClient(),
  octopus: createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock }),
  clock: systemClock,
  log: createLog(),
  emit: emitMetrics(config.environment),
});
