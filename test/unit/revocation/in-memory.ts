import type { Notice } from '../../../lambda/notices/notice.ts';
import type { HandoverPorts } from '../../../lambda/revocation/findings.ts';
import { reconcile } from '../../../lambda/revocation/reconcile.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import type { SecretStore } from '../../../lambda/secrets/secret-store.ts';
import { afterMove, type SecretView } from '../../../lambda/secrets/secret-view.ts';
import { instants, type Versions, viewWith } from '../secrets/shorthand.ts';
import { noHandover } from './no-handover.ts';

/** A run ends here, as if its process had been stopped. */
export class CutOff extends Error {}

export interface Stored {
  readonly view: SecretView;
  /** The pair that a version holds, by a letter; a version that is left out holds no pair. */
  readonly pairs: Readonly<Record<string, string | undefined>>;
}

export interface Reconciled {
  readonly view: SecretView;
  /** Who was notified of what, each in a line. */
  readonly messages: readonly string[];
  /** How many writes and notices there were. */
  readonly steps: number;
}

const keyOf = (pair: string): string => `key-of-pair-${pair}`;
const secretOf = (pair: string): string => `secret-of-${pair}`;

const documentOf = (pair: string | undefined): string =>
  JSON.stringify(pair === undefined ? {} : { API_KEY: keyOf(pair), API_SECRET: secretOf(pair) });

/** The fingerprint of a pair that is stored. */
export const storedAs = (pair: string): string => new Pair(keyOf(pair), secretOf(pair)).fingerprint;

/** Versions with values, to whose pairs their labels refer. */
export function stored(versions: Versions): Stored {
  const { stages, ...view } = viewWith(versions);
  const named = (label: string) => label.replace(/=([a-f])\1{11}(?=\/)/g, (_, pair: string) => `=${storedAs(pair)}`);
  return {
    view: {
      ...view,
      stages: Object.fromEntries(Object.entries(stages).map(([id, labels]) => [id, labels.map(named)])),
    },
    pairs: Object.fromEntries(
      Object.entries(versions).map(([id, [, pair]]) => [id, pair === 'broken' ? undefined : pair]),
    ),
  };
}

interface Reconciling {
  readonly liveIsProven?: boolean;
  readonly steps?: number;
  readonly handover?: HandoverPorts;
}

/** Reconciles labels in memory. It is cut off directly after that many writes and notices, if it comes that far. */
export async function reconciled(
  { view, pairs }: Stored,
  { liveIsProven = true, steps: most = 1_000, handover = noHandover }: Reconciling = {},
): Promise<Reconciled> {
  const messages: string[] = [];
  const run = { view, steps: 0 };
  const step = (): void => {
    run.steps += 1;
    if (run.steps >= most) throw new CutOff(`never ends: ${JSON.stringify(view.stages)}`);
  };
  const write = async (label: string, to: string | undefined): Promise<void> => {
    run.view = afterMove(run.view, label, to);
    step();
  };
  const credential: SecretStore = {
    describe: async () => run.view,
    read: async ({ versionId = '' }) => ({
      versionId,
      text: documentOf(pairs[versionId]),
      stages: run.view.stages[versionId] ?? [],
      createdAt: instants.made,
    }),
    put: () => Promise.reject(new Error('reconciling puts no value')),
    attach: write,
    detach: (label) => write(label, undefined),
    moveCurrent: () => Promise.reject(new Error('reconciling moves no AWSCURRENT')),
  };
  const ports = {
    credential,
    origin: { environment: 'sandbox', credential: 'api' } as const,
    clock: { now: () => new Date(instants.now), sleep: async () => {} },
    record: () => undefined,
    handover,
    async notify(notice: Notice) {
      messages.push(inALine(notice));
      step();
    },
  };
  try {
    await reconcile(ports, view, { liveIsProven });
  } catch (error) {
    if (!(error instanceof CutOff) || most === 1_000) throw error;
  }
  return { ...run, messages };
}

function inALine(notice: Notice): string {
  const nameOf = (described: { readonly maskedKey: string }): string => described.maskedKey.slice(-1);
  switch (notice.kind) {
    case 'RevocationRequested':
      return `request ${nameOf(notice.old)}`;
    case 'RevocationWithdrawn':
      return `withdraw ${nameOf(notice.pair)}`;
    case 'HandoverWaiting':
      return `wait ${nameOf(notice.pair)}`;
    case 'PairPromoted':
      return `announce ${nameOf(notice.pair)}`;
    default:
      throw new Error(`reconciling sends no ${notice.kind}`);
  }
}
