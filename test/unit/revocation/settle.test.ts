import { describe, expect, it } from 'vitest';
import { describePair } from '../../../lambda/secrets/pair.ts';
import type { Transition } from '../../../lambda/secrets/transition.ts';
import {
  alice,
  before,
  bob,
  documentOf,
  type Given,
  known,
  moved,
  newId,
  nextId,
  now,
  oldId,
  origin,
  sameKey,
} from './moved.ts';

const promotion = { old: [`due,at=${before},live=${before},reason=leak`], live: [`staged,at=${before},reason=leak`] };
const requested = {
  ...origin,
  kind: 'RevocationRequested',
  old: known(alice),
  live: known(bob),
  sameKey: false,
  reason: 'leak',
  replacedAt: before,
};
const told = {
  ...origin,
  kind: 'PairPromoted',
  pair: known(bob),
  promotedAt: now,
  reason: 'leak',
  requested: [describePair(alice)],
  waiting: [],
  anotherPairStaged: false,
  clientUncompared: false,
  note: undefined,
};

describe('a promotion', () => {
  it('has support asked, then ops told, each before the label that remembers it', async () => {
    await using world = await moved(promotion);
    const { settled } = await world.settles();
    expect(world.notices).toEqual([requested, told]);
    expect(world.labelsThen[0]).toContain(`octopus:due,at=${before},live=${before},reason=leak,version=${oldId}`);
    expect(world.labelsThen[1]).toContain(`octopus:staged,at=${before},reason=leak,version=${newId}`);
    expect(await world.states()).toEqual([
      [`requested,at=${now},live=${before},reason=leak`],
      [`live,at=${now},live=${now}`],
    ]);
    expect(await world.store.describe()).toEqual(settled);
    expect(world.transitions).toEqual([
      { what: 'requested', versionId: oldId, pair: describePair(alice), why: 'leak' },
      { what: 'promoted', versionId: newId, pair: describePair(bob), why: 'leak' },
    ]);
  });

  it('has ops told what waits while the live pair has not logged in', async () => {
    await using world = await moved(promotion);
    await world.settles({ liveProven: false });
    expect(world.notices).toEqual([{ ...told, requested: [], waiting: [describePair(alice)] }]);
  });

  it('for no reason is for another', async () => {
    await using world = await moved({ old: [`due,at=${before}`], live: [`staged,at=${before},live=${before}`] });
    await world.settles();
    expect(world.notices).toEqual([
      { ...requested, reason: 'other' },
      { ...told, reason: 'other', promotedAt: before },
    ]);
    expect(world.transitions.map(({ why }) => why)).toEqual([undefined, undefined]);
  });

  it('names a pair that keeps its key', async () => {
    await using world = await moved({ ...promotion, oldPair: sameKey });
    await world.settles();
    expect(world.notices[0]).toMatchObject({ kind: 'RevocationRequested', sameKey: true });
  });

  it.each([
    ['a word', 'a word'],
    ['it was test-key-alice-0001', undefined],
    ['now it is SECRET-of-bob-000001', undefined],
    [undefined, undefined],
  ])('passes the note %j on as %j', async (note, passed) => {
    await using world = await moved({ ...promotion, live: [`staged,at=${before},client=uncompared`] });
    await world.settles({ promotion: { note, anotherPairStaged: true } });
    expect(world.notices[1]).toMatchObject({ note: passed, anotherPairStaged: true, clientUncompared: true });
  });
});

describe('what was done by hand', () => {
  it('has a request taken back for a pair that is live again', async () => {
    await using world = await moved({ live: [`requested,at=${before},live=${before},reason=leak`] });
    await world.settles();
    expect(world.notices).toEqual([{ ...origin, kind: 'RevocationWithdrawn', pair: known(bob) }]);
    expect(world.transitions).toEqual([{ what: 'withdrawn', versionId: newId, pair: describePair(bob), why: 'leak' }]);
  });

  it.each<[what: string, given: Given, transitions: readonly Partial<Transition>[]]>([
    ['a value that was put', {}, [{ what: 'live', versionId: newId, pair: describePair(bob) }, { what: 'live' }]],
    [
      'a live pair that is in the other version, too',
      { old: [`staged,at=${now}`], live: [`live,at=${before},live=${before}`], liveValue: documentOf(alice) },
      [{ what: 'closed', versionId: oldId, pair: describePair(alice) }],
    ],
    [
      'two labels that a crash left',
      { old: [`due,at=${before}`, `revoked,at=${now}`], live: [`live,at=${before},live=${before}`] },
      [{ what: 'proved', versionId: oldId, pair: describePair(alice) }],
    ],
  ])('mails nobody, and is recorded: %s', async (_, given, transitions) => {
    await using world = await moved(given);
    await world.settles();
    expect(world.notices).toEqual([]);
    expect(world.transitions).toMatchObject(transitions);
    expect(world.transitions).toHaveLength(transitions.length);
  });

  it('to a live value that is no pair leaves everything as it is', async () => {
    await using world = await moved({ old: [`due,at=${before}`], liveValue: '{}' });
    const view = await world.store.describe();
    expect((await world.settles()).settled).toEqual(view);
    expect([world.notices, world.transitions]).toEqual([[], []]);
  });
});

describe('the labels before a request', () => {
  it('are looked at again where a login has passed, once', async () => {
    await using world = await moved(promotion);
    const { operations } = await world.settles({ looksAgain: true });
    expect(operations.filter((operation) => operation === 'DescribeSecret')).toHaveLength(1 + world.notices.length);
    expect(world.notices).toEqual([requested, told]);
  });

  it('end the settling where AWSCURRENT has moved: nobody is asked to revoke what is live', async () => {
    await using world = await moved(promotion);
    const view = await world.store.describe();
    await world.secret.stage('AWSCURRENT', { MoveToVersionId: oldId, RemoveFromVersionId: newId });
    const { settled } = await world.settles({ looksAgain: true }, view);
    expect(world.notices).toEqual([]);
    expect(settled).toEqual(await world.store.describe());
  });

  it('are not looked at again where none has', async () => {
    await using world = await moved(promotion);
    const { operations } = await world.settles();
    expect(operations.filter((operation) => operation === 'DescribeSecret')).toHaveLength(world.notices.length);
  });
});

describe('values', () => {
  const reads = (operations: readonly string[]) => operations.filter((operation) => operation === 'GetSecretValue');

  it('are read where a version has a state or is live, and was not read before', async () => {
    await using world = await moved(promotion);
    await world.secret.put('of nobody', ['mark'], nextId);
    const live = await world.store.read({ versionId: newId });
    const { operations } = await world.settles({ known: live === undefined ? [] : [live] });
    expect(reads(operations)).toHaveLength(1);
    expect(world.notices).toEqual([requested, told]);
  });

  it('are not read of a version that is pending', async () => {
    await using world = await moved({ old: [`revoked,at=${before}`], live: [`live,at=${before},live=${before}`] });
    await world.secret.put(documentOf(alice), ['AWSPENDING', `octopus:staged,at=${now},version=${nextId}`], nextId);
    expect(reads((await world.settles()).operations)).toHaveLength(2);
  });

  it('are read of a live version that is still pending', async () => {
    await using world = await moved(promotion);
    await world.secret.stage('AWSPENDING', { MoveToVersionId: newId });
    await world.settles();
    expect(world.notices).toEqual([requested, told]);
  });

  it('are read of a version on which AWSPENDING was left', async () => {
    await using world = await moved(promotion);
    await world.secret.stage('AWSPENDING', { MoveToVersionId: oldId });
    await world.settles();
    expect(world.notices).toEqual([requested, told]);
  });

  it('are read of a live version that is pending and has no label', async () => {
    await using world = await moved({});
    await world.secret.stage('AWSPENDING', { MoveToVersionId: newId });
    await world.settles();
    expect((await world.states()).flat()).toContainEqual(expect.stringMatching(/^live,/));
  });

  it('that are no pairs are quoted by no note', async () => {
    await using world = await moved(promotion);
    await world.secret.put('of nobody', [`octopus:requested,at=${before},version=${nextId}`], nextId);
    await world.settles({ promotion: { note: 'for Kim', anotherPairStaged: false } });
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'PairPromoted', note: 'for Kim' }));
  });

  it('that are not there say nothing', async () => {
    await using world = await moved(promotion);
    const view = await world.store.describe();
    const ghost = { ...view, stages: { ...view.stages, [nextId]: [`octopus:due,at=${before},version=${nextId}`] } };
    await world.settles({}, ghost);
    expect(world.notices).toEqual([requested, told]);
  });
});
