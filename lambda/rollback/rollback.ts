import { createPublisher } from '../notices/publish.ts';
import { readByHand } from '../runtime/by-hand.ts';
import { type FunctionPorts, type Invocation, marginMs } from '../runtime/function-ports.ts';
import { createSecretStore } from '../secrets/secret-store.ts';
import { type RolledBackTo, rollBack } from './roll-back.ts';

export interface RollbackReport extends RolledBackTo {
  readonly credential: string;
}

/** The rollback function, by hand alone: `{"credential": "<name or ARN>"}`, optionally `"evenThoughLiveWorks": true`. */
export function createRollback(
  ports: FunctionPorts,
): (event: unknown, invocation: Invocation) => Promise<RollbackReport> {
  const { config, secretsManager, sns, octopus, clock, log } = ports;
  const notify = createPublisher({ sns, topics: { ops: config.opsTopicArn, support: config.supportTopicArn } });
  return async (event, invocation) => {
    const startedAt = clock.now().getTime();
    const deadline = startedAt + invocation.getRemainingTimeInMillis() - marginMs;
    const facts = { run: 'rollback' as const, credential: 'unknown', dryRun: false };
    const line = (verdict: string) => ({ ...facts, verdict, durationMs: clock.now().getTime() - startedAt });
    try {
      const { credential, secretId, isSet } = readByHand(event, config.environment, ['evenThoughLiveWorks']);
      facts.credential = credential;
      const done = await rollBack({
        origin: { environment: config.environment, credential },
        credential: createSecretStore(secretsManager, secretId),
        login: (pair, { maxTries }) => octopus.login(pair, { deadline, maxTries }),
        notify,
        record: (transition) => log.transition({ credential, ...transition }),
        clock,
        evenThoughLiveWorks: isSet('evenThoughLiveWorks'),
      });
      log.run(line('RolledBack'));
      return { credential, ...done };
    } catch (error) {
      log.failedRun(line(error instanceof Error ? error.name : 'UnknownError'), error);
      throw error;
    }
  };
}
