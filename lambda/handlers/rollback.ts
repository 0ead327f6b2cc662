import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { createOctopusClient } from '../octopus/client.ts';
import { createRollback } from '../rollback/rollback.ts';
import { systemClock } from '../runtime/clock.ts';
import { readConfig } from '../runtime/config.ts';
import { createLog } from '../runtime/log.ts';

const config = readConfig(process.env);

/** Invoked by hand, through the operator's command. */
export const handler = createRollback({
  config,
  secretsManager: new SecretsManagerClient(),
  sns: new SNSClient(),
  octopus: createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock }),
  clock: systemClock,
  log: createLog(),
});
