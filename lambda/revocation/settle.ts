import { isDeepStrictEqual } from 'node:util';
import { knownPair } from '../notices/known-pair.ts';
import type { KnownPair, Notice } from '../notices/notice.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { currentVersion, has, type SecretView, statedVersions, stateOf } from '../secrets/secret-view.ts';
import { type StateLabel, toInstant } from '../secrets/state-label.ts';
import type { Transition } from '../secrets/transition.ts';
import { nextRepair } from './next-repair.ts';
import type { Repair } from './repair.ts';
import type { HeldValue, Situation } from './situation.ts';

/** What settling needs of the world. */
export interface SettlePorts {
  readonly credential: SecretStore;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly now: () => Date;
  readonly origin: Origin;
  readonly record: (transition: Transition) => void;
}

export interface SettleOptions {
  /** Whether the live pair has just logged in. */
  readonly liveProven: boolean;
  /** Versions that this run has read already: a version's value never changes. */
  readonly known?: readonly SecretVersion[];
  /**
   * Whether the labels are read once more directly before the first request, as before every other one: where a login has
   * passed since, somebody may have gone back to the very pair. If AWSCURRENT moved, settling ends, and the next run begins anew.
   */
  readonly looksAgain?: boolean;
  /** What the rotation knows of the promotion that is told to ops. */
  readonly promotion?: { readonly note: string | undefined; readonly anotherPairStaged: boolean };
}

/**
 * Brings everything that is open to its end: what a crash left between two calls, and what somebody changed by hand.
 * A notice goes out before the label that remembers it, so a crash in between sends it twice and never not at all.
 */
export async function settle(ports: SettlePorts, view: SecretView, options: SettleOptions): Promise<SecretView> {
  const values = await readValues(ports.credential, view, options.known ?? []);
  let settled = view;
  const { told, tell } = tellingOnce(ports.notify);
  for (;;) {
    const situation = { view: settled, values, now: toInstant(ports.now()), liveProven: options.liveProven };
    const repair = nextRepair(situation);
    if (repair === undefined) return settled;
    // A mail takes its time, too.
    if (repair.kind === 'request' && (options.looksAgain || told.length > 0)) {
      const now = await ports.credential.describe();
      if (currentVersion(now) !== currentVersion(settled)) return now;
    }
    const notice = noticeOf(repair, situation, { origin: ports.origin, ...options.promotion });
    await tell(notice);
    settled = await relabel(ports.credential, settled, repair.versionId, repair.to);
    ports.record(transitionOf(repair, situation));
  }
}

/** A pair in two versions has its request withdrawn once. */
function tellingOnce(notify: SettlePorts['notify']) {
  const told: Notice[] = [];
  return {
    told,
    async tell(notice: Notice | undefined): Promise<void> {
      if (notice === undefined || told.some((earlier) => isDeepStrictEqual(earlier, notice))) return;
      await notify(notice);
      told.push(notice);
    },
  };
}

/** The values that decide: the live version's, and those of every version with a state of ours. */
async function readValues(store: SecretStore, view: SecretView, known: readonly SecretVersion[]) {
  const current = currentVersion(view);
  const wanted = new Set([...statedVersions(view).map(({ versionId }) => versionId), ...(current ? [current] : [])]);
  const values: Record<string, HeldValue> = {};
  for (const versionId of wanted) {
    // Of a rotation that is under way. On any other version AWSPENDING was left behind, or put by hand.
    const isPending = has(view, versionId, 'AWSPENDING') && stateOf(view, versionId)?.state === 'staged';
    if (isPending && versionId !== current) continue;
    const version = known.find((read) => read.versionId === versionId) ?? (await store.read({ versionId }));
    if (version === undefined) continue;
    values[versionId] = { value: parseCredentialValue(version.text), createdAt: version.createdAt };
  }
  return values;
}

const happened = { announce: 'promoted', request: 'requested', withdraw: 'withdrawn' } as const;

function transitionOf({ kind, versionId, to }: Repair, situation: Situation): Transition {
  const before = stateOf(situation.view, versionId);
  const what = kind === 'relabel' ? whatOf(to?.state) : happened[kind];
  return { what, versionId, pair: describedPair(situation, versionId), why: to?.reason ?? before?.reason };
}

function whatOf(state: StateLabel['state'] | undefined): Transition['what'] {
  if (state === undefined) return 'closed';
  return state === 'revoked' ? 'proved' : state;
}

const describedPair = (situation: Situation, versionId: string) => {
  const held = heldPair(situation, versionId);
  return held && describePair(held.pair);
};

interface NoticeFacts {
  readonly origin: Origin;
  readonly note?: string | undefined;
  readonly anotherPairStaged?: boolean;
}

function noticeOf({ kind, versionId }: Repair, situation: Situation, told: NoticeFacts): Notice | undefined {
  const { origin } = told;
  const pair = heldPair(situation, versionId);
  const live = heldPair(situation, currentVersion(situation.view) ?? '');
  if (pair === undefined || live === undefined) return undefined;
  switch (kind) {
    case 'relabel':
      return undefined;
    case 'withdraw':
      return { ...origin, kind: 'RevocationWithdrawn', pair: pair.known };
    case 'announce':
      return promoted(pair, situation, told);
    case 'request': {
      const label = stateOf(situation.view, versionId);
      return {
        ...origin,
        kind: 'RevocationRequested',
        old: pair.known,
        live: live.known,
        sameKey: pair.pair.hasKeyOf(live.pair),
        reason: label?.reason ?? 'other',
        replacedAt: label?.at ?? situation.now,
      };
    }
  }
}

function promoted(live: KnownVersion, situation: Situation, told: NoticeFacts): Notice {
  const label = stateOf(situation.view, live.versionId);
  const inState = (state: StateLabel['state']) =>
    statedVersions(situation.view)
      .filter((other) => other.state === state && other.versionId !== live.versionId)
      .map(({ versionId }) => heldPair(situation, versionId))
      .filter((held) => held !== undefined)
      .map(({ pair }) => describePair(pair));
  return {
    ...told.origin,
    kind: 'PairPromoted',
    pair: live.known,
    promotedAt: label?.liveSince ?? situation.now,
    reason: label?.reason ?? 'other',
    requested: inState('requested'),
    waiting: inState('due'),
    anotherPairStaged: told.anotherPairStaged ?? false,
    clientUncompared: label?.clientUncompared ?? false,
    note: quotesAPair(told.note, situation) ? undefined : told.note,
  };
}

/** What ops is mailed never holds a key or a secret, not even one that a person wrote into a note. */
const quotesAPair = (note: string | undefined, { values }: Situation): boolean =>
  note !== undefined && Object.values(values).some(({ value }) => value.kind === 'pair' && value.pair.isQuotedIn(note));

interface KnownVersion {
  readonly versionId: string;
  readonly pair: Pair;
  readonly known: KnownPair;
}

function heldPair({ values }: Situation, versionId: string): KnownVersion | undefined {
  const value = values[versionId]?.value;
  if (value?.kind !== 'pair') return undefined;
  return { versionId, pair: value.pair, known: knownPair(value) };
}
