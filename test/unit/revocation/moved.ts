import type { Notice } from '../../../lambda/notices/notice.ts';
import { type SettleOptions, settle } from '../../../lambda/revocation/settle.ts';
import { describePair, Pair } from '../../../lambda/secrets/pair.ts';
import { createSecretStore } from '../../../lambda/secrets/secret-store.ts';
import type { Transition } from '../../../lambda/secrets/transition.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';

export const [oldId, newId, nextId] = [1, 2, 3].map((digit) => `${digit}`.repeat(32)) as [string, string, string];
export const origin = { environment: 'sandbox', credential: 'api' } as const;
export const [before, now] = ['2025-12-31T23:59:30Z', '2026-01-01T00:00:00Z'];

export const alice = new Pair('test-key-alice-0001', 'secret-of-alice-0001');
export const bob = new Pair('test-key-bob-000001', 'secret-of-bob-000001');
export const sameKey = new Pair('test-key-bob-000001', 'secret-of-alice-0001');
export const documentOf = (pair: Pair) => {
  const { apiKey, apiSecret } = pair.reveal();
  return JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, CLIENT_ID: '42' });
};
export const known = (pair: Pair) => ({ ...describePair(pair), clientId: '42' });

export interface Given {
  /** Labels of ours on the version that was live before, without version and prefix. */
  readonly old?: readonly string[];
  readonly live?: readonly string[];
  readonly oldPair?: Pair;
  readonly liveValue?: string;
}

/** A credential whose AWSCURRENT has moved, and a settling whose notices and transitions are kept. */
export async function moved({ old = [], live = [], oldPair = alice, liveValue = documentOf(bob) }: Given) {
  const world = await anAws();
  const secret = await aSecret(world, { token: oldId, value: documentOf(oldPair) });
  await secret.put(liveValue, undefined, newId);
  const spelled = (label: string, id: string) => `octopus:${label},version=${id}`;
  for (const label of old) await secret.stage(spelled(label, oldId), { MoveToVersionId: oldId });
  for (const label of live) await secret.stage(spelled(label, newId), { MoveToVersionId: newId });
  const store = createSecretStore(world.secretsManager, 'pair');
  const [notices, transitions, labelsThen]: [Notice[], Transition[], string[][]] = [[], [], []];
  const ports = {
    credential: store,
    origin,
    now: world.clock.now,
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
    notices,
    transitions,
    /** All labels as they were when each notice went out. */
    labelsThen,
    async settles(options: Partial<SettleOptions> = {}, view?: Awaited<ReturnType<typeof store.describe>>) {
      const seen = view ?? (await store.describe());
      const calls = world.aws.calls.length;
      const settled = await settle(ports, seen, { liveProven: true, ...options });
      return { settled, operations: world.aws.calls.slice(calls).map(({ operation }) => operation) };
    },
    /** The states of ours, as words. */
    async states() {
      const stages = await secret.stages();
      return Object.values(stages).map((labels) =>
        labels
          .filter((label) => label.startsWith('octopus:'))
          .map((label) => label.replace(/^octopus:|,version.*/g, '')),
      );
    },
  };
}
