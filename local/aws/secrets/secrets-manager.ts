import { notModelled } from '../aws-error.ts';
import { jsonReply, type WireRequest } from '../wire/reply.ts';
import { neededFor } from './access.ts';
import { batchOperations } from './batch-reads.ts';
import { readRequest } from './check.ts';
import { checkThrottle, type Operation, type SecretsContext } from './context.ts';
import { lifecycleOperations } from './lifecycle.ts';
import { listingOperations } from './listing.ts';
import { rotationOperations } from './rotation.ts';
import { accessDenied } from './secret-errors.ts';
import type { ReadLag, Versions } from './state.ts';
import { valueOperations } from './values.ts';

const operations = new Map<string, Operation>(
  Object.entries({
    ...lifecycleOperations,
    ...valueOperations,
    ...batchOperations,
    ...listingOperations,
    ...rotationOperations,
  }),
);

export interface SecretsManagerControls {
  /** From now on reads of values and labels lag behind later writes. `undefined` ends the lag. */
  readonly lag: (lag: ReadLag | undefined) => void;
  /** The next calls of an operation are refused with `ThrottlingException`. */
  readonly throttle: (operation: string, count: number) => void;
  /** Whether reads and puts of values are refused by KMS. */
  readonly denyKms: (denied: boolean) => void;
  /** What is stored in a secret, by version. It makes no call and ignores the lag. */
  readonly versions: (name: string) => Versions;
  /** Resolves when no rotation step is running. */
  readonly idle: () => Promise<void>;
}

/** Secrets Manager, JSON 1.1. */
export function createSecretsManager(given: Omit<SecretsContext, 'secrets' | 'faults'>) {
  const context: SecretsContext = {
    ...given,
    secrets: new Map(),
    faults: { lag: undefined, kmsDenied: false, throttled: new Map() },
  };
  const controls: SecretsManagerControls = {
    lag(lag) {
      context.faults.lag = lag;
      for (const secret of context.secrets.values()) secret.writes = [];
    },
    throttle: (operation, count) => void context.faults.throttled.set(operation, count),
    denyKms(denied) {
      context.faults.kmsDenied = denied;
    },
    versions: (name) => context.secrets.get(name)?.versions ?? new Map(),
    idle: given.engine.idle,
  };
  return {
    controls,
    async answer({ call, body }: WireRequest) {
      const operation = operations.get(call.operation);
      if (operation === undefined) throw notModelled('secretsmanager', call.operation);
      checkThrottle(context, call.operation);
      const request = readRequest(body);
      for (const needed of neededFor(context, call.operation, request)) {
        context.access.authorize(call.accessKeyId, needed, accessDenied);
      }
      return jsonReply(operation(context, request, call.accessKeyId));
    },
  };
}
