import * as z from 'zod/mini';
import { goBack, type RolledBackTo } from '../rollback/go-back.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import type { FunctionPorts, Invocation } from './function-ports.ts';
import { handoverPorts } from './handover-ports.ts';
import { createRunForCredential } from './run-for-credential.ts';

export interface RollbackReport extends RolledBackTo {
  readonly credential: string;
}

const kind = {
  run: 'rollback',
  options: z.strictObject({ evenThoughLiveWorks: z.optional(z.boolean()) }),
  expected: '"evenThoughLiveWorks": true',
  verdict: 'RolledBack',
} as const;

/** The rollback function, which is only invoked manually: `{"credential": "<name or ARN>"}`, optionally `"evenThoughLiveWorks": true`. */
export function createRollback(
  ports: FunctionPorts,
): (event: unknown, invocation: Invocation) => Promise<RollbackReport> {
  const { config, secretsManager, notify, octopus, clock, log } = ports;
  return createRunForCredential(ports, kind, async ({ credential, secretId, options, deadline }) => {
    const done = await goBack({
      origin: { environment: config.environment, credential },
      credential: createSecretStore(secretsManager, secretId),
      login: (pair, { maxTries }) => octopus.login(pair, { deadline, maxTries }),
      notify,
      record: (transition) => log.transition({ credential, ...transition }),
      clock,
      handover: handoverPorts(ports, credential),
      evenThoughLiveWorks: options.evenThoughLiveWorks ?? false,
    });
    return { credential, ...done };
  });
}
