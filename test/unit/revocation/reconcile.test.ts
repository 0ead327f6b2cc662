import { describe, expect, it } from 'vitest';
import { describePair } from '../../../lambda/secrets/pair.ts';
import type { Transition } from '../../../lambda/secrets/transition.ts';
import {
  alice,
  before,
  beforeInstant,
  bob,
  documentOf,
  type Given,
  known,
  moved,
  newId,
  now,
  nowInstant,
  oldId,
  origin,
  sameKey,
  spelled,
} from './moved.ts';

const forBob = `for=${bob.fingerprint}`;
const due = `due/at=${before}/live=${before}/reason=leak/${forBob}`;
const promotion = { old: [due], live: [`staged/at=${before}/reason=leak`] };
const requested = {
  ...origin,
  kind: 'RevocationRequested',
  old: known(alice),
  live: known(bob),
  sameKey: false,
  reason: 'leak',
  replacedAt: beforeInstant,
};
const promoted = {
  ...origin,
  kind: 'PairPromoted',
  pair: known(bob),
  promotedAt: beforeInstant,
  reason: 'leak',
  requested: [describePair(alice)],
  waiting: [],
  anotherPairStaged: false,
  clientUncompared: false,
  note: undefined,
};

describe('a promotion', () => {
  it('is requested of support, then announced to ops, each before the label that records it', async () => {
    await using world = await moved(promotion);
    const { reconciled } = await world.reconciles();
    expect(world.notices).toEqual([requested, promoted]);
    expect(world.labelsThen[0]).toContain(spelled(due, oldId, documentOf(alice)));
    expect(world.labelsThen[1]).toContain(spelled(`staged/at=${before}/reason=leak`, newId, documentOf(bob)));
    expect(await world.states()).toEqual([
      [`requested/at=${now}/live=${before}/left=${before}/reason=leak/${forBob}`],
      [`live/at=${now}/live=${before}`],
    ]);
    expect(await world.store.describe()).toEqual(reconciled);
    expect(world.transitions).toEqual([
      { what: 'requested', versionId: oldId, pair: describePair(alice), why: 'leak' },
      { what: 'promoted', versionId: newId, pair: describePair(bob), why: 'leak' },
    ]);
  });

  it('is announced with what waits while the live pair has not logged in', async () => {
    await using world = await moved(promotion);
    await world.reconciles({ liveIsProven: false });
    expect(world.notices).toEqual([{ ...promoted, requested: [], waiting: [describePair(alice)] }]);
  });

  it('without a reason was scheduled, and its request is for another; it is of today where no pair was marked for it', async () => {
    await using world = await moved({ old: [`due/at=${before}`], live: [`staged/at=${before}`] });
    await world.reconciles();
    expect(world.notices).toEqual([
      { ...requested, reason: 'other' },
      { ...promoted, reason: 'scheduled', promotedAt: nowInstant },
    ]);
    expect(world.transitions.map(({ why }) => why)).toEqual([undefined, undefined]);
  });

  it('has the date that its label has', async () => {
    await using world = await moved({ live: [`staged/at=${before}/live=${before}`], old: [`requested/at=${now}`] });
    await world.reconciles();
    expect(world.notices).toEqual([{ ...promoted, reason: 'scheduled' }]);
  });

  it('names a pair that keeps its key', async () => {
    await using world = await moved({ ...promotion, oldPair: sameKey });
    await world.reconciles();
    expect(world.notices[0]).toMatchObject({ kind: 'RevocationRequested', sameKey: true });
  });

  it.each([
    ['a word', 'a word'],
    ['it was test-key-alice-0001', undefined],
    ['now it is SECRET-of-bob-000001', undefined],
    [undefined, undefined],
  ])('passes the note %j on as %j', async (note, passed) => {
    await using world = await moved({ ...promotion, live: [`staged/at=${before}/client=uncompared`] });
    await world.reconciles({ promotion: { note, anotherPairStaged: true } });
    expect(world.notices[1]).toMatchObject({ note: passed, anotherPairStaged: true, clientUncompared: true });
  });
});

describe('a change outside a rotation', () => {
  it('has a request withdrawn for a pair that is live again', async () => {
    await using world = await moved({
      old: [`revoked/at=${before}`],
      live: [`requested/at=${before}/live=${before}/reason=leak`],
    });
    await world.reconciles();
    expect(world.notices).toEqual([{ ...origin, kind: 'RevocationWithdrawn', pair: known(bob) }]);
    expect(world.labelsThen[0]?.join()).toMatch(/octopus\/requested/);
    expect(world.transitions).toEqual([{ what: 'withdrawn', versionId: newId, pair: describePair(bob), why: 'leak' }]);
  });

  it('has a value that was put without a label requested, with the day on which it was put', async () => {
    await using world = await moved({});
    await world.reconciles({ liveIsProven: false });
    expect(await world.states()).toEqual([
      [`due/at=${now}/live=${now}/reason=other/${forBob}/login=none`],
      [`live/at=${now}/live=${now}/login=none`],
    ]);
    await world.reconciles();
    expect(world.notices).toEqual([{ ...requested, reason: 'other', replacedAt: nowInstant }]);
    expect(world.transitions).toEqual([
      { what: 'live', versionId: newId, pair: describePair(bob), why: undefined },
      { what: 'due', versionId: oldId, pair: describePair(alice), why: 'other' },
      { what: 'live', versionId: newId, pair: describePair(bob), why: undefined },
      { what: 'requested', versionId: oldId, pair: describePair(alice), why: 'other' },
    ]);
  });

  it.each<[what: string, given: Given, transitions: readonly Transition[]]>([
    [
      'a live pair that is in the other version, too',
      { old: [`staged/at=${now}`], live: [`live/at=${before}/live=${before}`], liveValue: documentOf(alice) },
      [{ what: 'closed', versionId: oldId, pair: describePair(alice) }],
    ],
    [
      'a live pair without a label that is in the other version, too',
      { old: [`live/at=${before}/live=${before}`], liveValue: documentOf(alice) },
      [{ what: 'closed', versionId: oldId, pair: describePair(alice) }],
    ],
    [
      'two labels that a crash left, without the key of a value that nobody had to read',
      { old: [`due/at=${before}`, `revoked/at=${now}`], live: [`live/at=${before}/live=${before}`] },
      [{ what: 'proved', versionId: oldId, pair: { fingerprint: alice.fingerprint }, why: undefined }],
    ],
    [
      'a pair that somebody went back from',
      { old: [`live/at=${now}/live=${now}`], live: [`live/at=${before}/live=${before}`] },
      [{ what: 'rolled-back', versionId: oldId, pair: { fingerprint: alice.fingerprint }, why: undefined }],
    ],
  ])('notifies nobody, and is recorded: %s', async (_, given, transitions) => {
    await using world = await moved(given);
    await world.reconciles();
    expect(world.notices).toEqual([]);
    expect(world.transitions).toEqual(transitions);
  });

  it('to a live value that is no pair leaves everything as it is', async () => {
    await using world = await moved({ old: [due], liveValue: '{}' });
    const view = await world.store.describe();
    expect((await world.reconciles()).reconciled).toEqual(view);
    expect([world.notices, world.transitions]).toEqual([[], []]);
  });
});
