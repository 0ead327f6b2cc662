import { goBack, type RolledBackTo } from '../rollback/go-back.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { createRunByHand } from './by-hand.ts';
import type { FunctionPorts, Invocation } from './function-ports.ts';

export interface RollbackReport extends RolledBackTo {
  readonly credential: string;
}

/** The rollback function, which is only invoked manually: `{"credential": "<name or ARN>"}`, optionally `"evenThoughLiveWorks": true`. */
export function createRollback(
  ports: FunctionPorts,
): (event: unknown, invocation: Invocation) => Promise<RollbackReport> {
  const { config, secretsManager, notify, octopus, clock, log } = ports;
  const kind = { run: 'rollback', flag: 'evenThoughLiveWorks', verdict: 'RolledBack' } as const;
  return createRunByHand(ports, kind, async ({ credential, secretId, isSet, deadline }) => {
    const done = await goBack({
      origin: { environment: config.environment, credential },
      credential: createSecretStore(secretsManager, secretId),
      login: (pair, { maxTries }) => octopus.login(pair, { deadline, maxTries }),
      notify,
      record: (transition) => log.transition({ credential, ...transition }),
      clock,
      evenThoughLiveWorks: isSet,
    });
    return { credential, ...done };
  });
}
