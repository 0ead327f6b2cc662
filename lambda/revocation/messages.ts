import { earliestRequest, isAtOnce, latestRequest } from '../handover/hold.ts';
import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import type { Notice } from '../notices/notice.ts';
import { type Case, type LabelledCase, openCases } from '../secrets/cases.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair, type PairDescription } from '../secrets/pair.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Message } from './decision.ts';
import type { Values } from './read-cases.ts';
import type { Snapshot } from './snapshot.ts';

/** What the rotation knows of the promotion that ops is notified of. */
export interface PromotionFacts {
  readonly note: string | undefined;
  readonly anotherPairStaged: boolean;
}

interface Facts {
  readonly one: Case;
  readonly to: StateLabel | undefined;
  readonly seen: Snapshot;
  readonly values: Values;
  readonly origin: Origin;
  readonly promotion: PromotionFacts | undefined;
}

/** The notice for a message; `undefined` when a value that it names cannot be read, or is no pair. */
export async function noticeOf(message: Message, facts: Facts): Promise<Notice | undefined> {
  const { one, seen, origin, to, values } = facts;
  const held = await heldPair(values, one.versionId);
  const live = seen.live && (await heldPair(values, seen.live.versionId));
  if (held === undefined || live === undefined) return undefined;
  switch (message) {
    case 'withdraw':
      return { ...origin, kind: 'RevocationWithdrawn', pair: knownPair(held), liveIn: seen.liveElsewhere[one.pair] };
    case 'announce':
      return await promoted(held, facts);
    case 'wait':
      return {
        ...origin,
        kind: 'HandoverWaiting',
        pair: knownPair(held),
        replacedAt: to?.at ?? seen.now,
        liveIn: seen.liveElsewhere[one.pair],
        askedAt: to && latestRequest(to, seen.handover),
        ...(seen.behind[one.pair] ?? { readers: [], notLookedUp: [] }),
      };
    case 'request':
      return {
        ...origin,
        kind: 'RevocationRequested',
        old: knownPair(held),
        live: knownPair(live),
        sameKey: held.pair.hasKeyOf(live.pair),
        reason: to?.reason ?? 'other',
        replacedAt: to?.leftAt ?? seen.now,
      };
  }
}

async function promoted(live: HeldPair, { one, to, seen, values, origin, promotion }: Facts): Promise<Notice> {
  const open = openCases(seen.cases);
  const described = async (some: readonly LabelledCase[]): Promise<readonly PairDescription[]> => {
    const pairs = await Promise.all(some.map(({ versionId }) => heldPair(values, versionId)));
    return pairs.filter((held) => held !== undefined).map(({ pair }) => describePair(pair));
  };
  const due = open.filter(({ label }) => label.state === 'due');
  const held = due.filter(({ label }) => !isAtOnce(label, seen.handover));
  const askedAt = held.map(({ label }) => earliestRequest(label, seen.handover)).toSorted()[0];
  return {
    ...origin,
    kind: 'PairPromoted',
    pair: knownPair(live),
    promotedAt: to?.liveSince ?? seen.now,
    reason: one.promotion?.reason ?? 'scheduled',
    requested: await described(open.filter(({ label }) => label.state === 'requested')),
    waiting: await described(due.filter((one) => !held.includes(one))),
    handover: askedAt === undefined ? undefined : { old: await described(held), askedAt },
    anotherPairStaged: promotion?.anotherPairStaged ?? false,
    clientUncompared: one.promotion?.clientUncompared ?? false,
    note: quotesAPair(promotion?.note, values) ? undefined : promotion?.note,
  };
}

/** A mail to ops never holds a key or a secret, not even one that a person wrote into a note. */
const quotesAPair = (note: string | undefined, values: Values): boolean =>
  note !== undefined &&
  Object.values(values.known()).some(({ value }) => value.kind === 'pair' && value.pair.isQuotedIn(note));

async function heldPair(values: Values, versionId: string): Promise<HeldPair | undefined> {
  const value = (await values.read(versionId))?.value;
  return value?.kind === 'pair' ? value : undefined;
}
