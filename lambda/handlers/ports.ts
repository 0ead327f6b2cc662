import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { readConfig } from '../functions/config.ts';
import type { FunctionPorts } from '../functions/function-ports.ts';
import { createLog } from '../functions/log.ts';
import { createPublisher } from '../notices/publish.ts';
import { createOctopusClient } from '../octopus/client.ts';
import { systemClock } from '../runtime/clock.ts';

/** What a function works with on Lambda. One client of each kind per process: its connections are reused. */
export function createPorts(variables: NodeJS.ProcessEnv): FunctionPorts {
  const config = readConfig(variables);
  return {
    config,
    secretsManager: new SecretsManagerClient(),
    notify: createPublisher({ sns: new SNSClient(), config }),
    octopus: createOctopusClient({ baseUrl: config.baseUrl, clock: systemClock }),
    clock: systemClock,
    log: createLog(),
  };
}
