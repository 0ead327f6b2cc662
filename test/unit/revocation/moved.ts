import type { Notice } from '../../../lambda/notices/notice.ts';
import { type ReconcileOptions, reconcile } from '../../../lambda/revocation/reconcile.ts';
import { parseCredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { describePair, Pair } from '../../../lambda/secrets/pair.ts';
import { createSecretStore } from '../../../lambda/secrets/secret-store.ts';
import { formatStateLabel, parseStateLabel } from '../../../lambda/secrets/state-label.ts';
import type { Transition } from '../../../lambda/secrets/transition.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';
import { noHandover } from './no-handover.ts';

export const [oldId, newId, nextId] = [1, 2, 3].map((digit) => `${digit}`.repeat(32)) as [string, string, string];
export const origin = { environment: 'sandbox', credential: 'api' } as const;
/** As labels write them. */
export const [early, before, now] = ['20250601T000000Z', '20251231T235930Z', '20260101T000000Z'];
export const [beforeInstant, nowInstant] = ['2025-12-31T23:59:30Z', '2026-01-01T00:00:00Z'];

export const alice = new Pair('test-key-alice-0001', 'secret-of-alice-0001');
export const bob = new Pair('test-key-bob-000001', 'secret-of-bob-000001');
export const carol = new Pair('test-key-carol-0001', 'secret-of-carol-0001');
export const sameKey = new Pair('test-key-bob-000001', 'secret-of-alice-0001');
export const documentOf = (pair: Pair) => {
  const { apiKey, apiSecret } = pair.reveal();
  return JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, CLIENT_ID: '42' });
};
export const known = (pair: Pair) => ({ ...describePair(pair), clientId: '42' });

/** Spells `due/at=…` out for a version and the pair that it holds. */
export function spelled(label: string, versionId: string, value: string): string {
  const held = parseCredentialValue(value);
  const pair = held.kind === 'pair' ? held.pair.fingerprint : '0'.repeat(12);
  const read = parseStateLabel(
    `octopus/pair=${pair}/${label}/version=${versionId}`.replace(/(pair=\w+)\/([a-z-]+)/, '$2/$1'),
  );
  if (read === undefined) throw new Error(`${label} is no state label`);
  return formatStateLabel(read);
}

export interface Given {
  /** Labels of ours on the version that was live before, without prefix, pair and version. */
  readonly old?: readonly string[];
  readonly live?: readonly string[];
  readonly oldPair?: Pair;
  readonly liveValue?: string;
}

/** A credential whose AWSCURRENT has moved, and a reconciling whose notices and transitions are kept. */
export async function moved({ old = [], live = [], oldPair = alice, liveValue = documentOf(bob) }: Given) {
  const world = await anAws();
  const secret = await aSecret(world, { token: oldId, value: documentOf(oldPair) });
  await secret.put(liveValue, undefined, newId);
  for (const label of old) await secret.stage(spelled(label, oldId, documentOf(oldPair)), { MoveToVersionId: oldId });
  for (const label of live) await secret.stage(spelled(label, newId, liveValue), { MoveToVersionId: newId });
  const store = createSecretStore(world.secretsManager, 'pair');
  const [notices, transitions, labelsThen]: [Notice[], Transition[], string[][]] = [[], [], []];
  const ports = {
    credential: store,
    origin,
    clock: world.clock,
    handover: noHandover,
    record: (transition: Transition) => void transitions.push(transition),
    async notify(notice: Notice) {
      notices.push(notice);
      labelsThen.push(Object.values(await secret.stages()).flat());
    },
  };
  return {
    ...world,
    secret,
    store,
    ports,
    notices,
    transitions,
    /** All labels as they were when each notice was sent. */
    labelsThen,
    /** A third version with labels of ours. */
    putNext: (value: string, labels: readonly string[], aws: readonly string[] = []) =>
      secret.put(value, [...aws, ...labels.map((label) => spelled(label, nextId, value))], nextId),
    async reconciles(options: Partial<ReconcileOptions> = {}, view?: Awaited<ReturnType<typeof store.describe>>) {
      const seen = view ?? (await store.describe());
      const calls = world.aws.calls.length;
      const reconciled = await reconcile(ports, seen, { liveIsProven: true, ...options });
      return { reconciled, operations: world.aws.calls.slice(calls).map(({ operation }) => operation) };
    },
    /** The states of ours, without prefix, pair and version. */
    async states() {
      const stages = await secret.stages();
      return Object.values(stages).map((labels) =>
        labels
          .filter((label) => label.startsWith('octopus/'))
          .map((label) => label.replace(/^octopus\/|\/pair=[^/]*|\/version=.*/g, '')),
      );
    },
  };
}
