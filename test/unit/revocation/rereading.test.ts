import { describe, expect, it } from 'vitest';
import {
  alice,
  before,
  bob,
  carol,
  documentOf,
  known,
  moved,
  newId,
  nextId,
  now,
  oldId,
  sameKey,
  spelled,
} from './moved.ts';

const promotion = {
  old: [`due/at=${before}/live=${before}/reason=leak/for=${bob.fingerprint}`],
  live: [`staged/at=${before}/reason=leak`],
};
const [asked, announced] = [
  expect.objectContaining({ kind: 'RevocationRequested', old: known(alice), live: known(bob) }),
  expect.objectContaining({ kind: 'PairPromoted', pair: known(bob) }),
];

describe('the labels before a request', () => {
  const describes = (operations: readonly string[]) => operations.filter((name) => name === 'DescribeSecret').length;

  it('are read again where a login came before, once', async () => {
    await using world = await moved(promotion);
    const { operations } = await world.reconciles({ rereadsBeforeRequest: true });
    expect(describes(operations)).toBe(1 + world.notices.length);
    expect(world.notices).toEqual([asked, announced]);
  });

  it('end the reconciling where AWSCURRENT has moved: nobody is asked to revoke what is live', async () => {
    await using world = await moved(promotion);
    const view = await world.store.describe();
    await world.secret.stage('AWSCURRENT', { MoveToVersionId: oldId, RemoveFromVersionId: newId });
    const { reconciled } = await world.reconciles({ rereadsBeforeRequest: true }, view);
    expect(world.notices).toEqual([]);
    expect(reconciled).toEqual(await world.store.describe());
  });

  it('are not read again where none did', async () => {
    await using world = await moved(promotion);
    const { operations } = await world.reconciles();
    expect(describes(operations)).toBe(world.notices.length);
  });

  it('are read again before each request after a mail, and end the reconciling there', async () => {
    await using world = await moved(promotion);
    await world.putNext(documentOf(carol), [`due/at=${before}/live=${before}/for=${alice.fingerprint}`]);
    const notify = world.ports.notify;
    world.ports.notify = async (notice) => {
      await notify(notice);
      await world.secret.stage('AWSCURRENT', { MoveToVersionId: nextId, RemoveFromVersionId: newId });
    };
    const { reconciled } = await world.reconciles();
    expect(world.notices).toEqual([asked]);
    expect(reconciled).toEqual(await world.store.describe());
  });
});

describe('values', () => {
  const reads = (operations: readonly string[]) => operations.filter((name) => name === 'GetSecretValue');

  it('are read of the live version and of those that a notice names, where they were not read before', async () => {
    await using world = await moved(promotion);
    await world.secret.put('of nobody', ['mark'], nextId);
    const live = await world.store.read({ versionId: newId });
    const { operations } = await world.reconciles({ known: live === undefined ? [] : [live] });
    expect(reads(operations)).toHaveLength(1);
    expect(world.notices).toEqual([asked, announced]);
  });

  it('are not read of a pair that nobody is notified of', async () => {
    await using world = await moved({ old: [`live/at=${before}`], live: [`live/at=${before}/live=${before}`] });
    const { operations } = await world.reconciles({ liveIsProven: false });
    expect(reads(operations)).toHaveLength(1);
    expect(world.transitions).toMatchObject([{ what: 'due', pair: { fingerprint: alice.fingerprint } }]);
  });

  it('are read of an AWSPREVIOUS without a label', async () => {
    await using world = await moved({ live: [`live/at=${before}/live=${before}`] });
    const { operations } = await world.reconciles({ liveIsProven: false });
    expect(reads(operations)).toHaveLength(2);
  });

  it('are not read of a version that is pending', async () => {
    await using world = await moved({ old: [`revoked/at=${before}`], live: [`live/at=${before}/live=${before}`] });
    await world.putNext(documentOf(alice), [`staged/at=${now}`], ['AWSPENDING']);
    expect(reads((await world.reconciles()).operations)).toHaveLength(1);
  });

  it.each([
    ['of a live version that is still pending', newId],
    ['of a version on which AWSPENDING was left', oldId],
  ])('are read %s', async (_, versionId) => {
    await using world = await moved(promotion);
    await world.secret.stage('AWSPENDING', { MoveToVersionId: versionId });
    await world.reconciles();
    expect(world.notices).toEqual([asked, announced]);
  });

  it('are read of a live version that is pending and has no label', async () => {
    await using world = await moved({});
    await world.secret.stage('AWSPENDING', { MoveToVersionId: newId });
    await world.reconciles();
    expect((await world.states()).flat()).toContainEqual(expect.stringMatching(/^live\//));
  });

  it('that are no pairs are quoted by no note', async () => {
    await using world = await moved(promotion);
    await world.putNext('of nobody', [`requested/at=${before}`]);
    await world.reconciles({ promotion: { note: 'for Kim', anotherPairStaged: false } });
    expect(world.notices).toContainEqual(
      expect.objectContaining({ kind: 'PairPromoted', note: 'for Kim', requested: [expect.anything()] }),
    );
  });
});

describe('a value that a notice names', () => {
  it('and that is not there leaves its label for the next run, and the others go on', async () => {
    await using world = await moved(promotion);
    const view = await world.store.describe();
    const label = spelled(`due/at=${before}/reason=leak`, nextId, documentOf(carol));
    await world.reconciles({}, { ...view, stages: { [nextId]: [label], ...view.stages } });
    expect(world.notices).toEqual([asked, announced]);
    expect(await world.states()).toHaveLength(2);
  });

  it('and that is no pair loses its label, and nobody is notified', async () => {
    await using world = await moved(promotion);
    await world.putNext('of nobody', [`due/at=${before}`]);
    await world.reconciles();
    expect(world.notices).toEqual([asked, announced]);
    expect((await world.states()).flat()).not.toContain(`due/at=${before}`);
  });

  it('and that is another pair than its label says counts: nobody is asked to revoke the live pair', async () => {
    await using world = await moved({ old: [`revoked/at=${before}`], live: [`live/at=${before}/live=${before}`] });
    const label = spelled(`due/at=${before}/live=${before}/for=${'0'.repeat(12)}`, nextId, documentOf(carol));
    await world.secret.put(documentOf(bob), [label], nextId);
    await world.reconciles();
    expect(world.notices).toEqual([]);
    expect((await world.states()).flat()).toEqual([`revoked/at=${before}`, `live/at=${now}/live=${before}`]);
  });

  it('and that is another old pair than its label says is requested under its own name', async () => {
    await using world = await moved({ old: [`revoked/at=${before}`], live: [`live/at=${before}/live=${before}`] });
    const label = spelled(`due/at=${before}/live=${before}`, nextId, documentOf(sameKey));
    await world.secret.put(documentOf(carol), [label], nextId);
    await world.reconciles();
    expect(world.notices).toMatchObject([{ kind: 'RevocationRequested', old: known(carol) }]);
    expect((await world.secret.stages())[nextId]?.join()).toContain(`pair=${carol.fingerprint}`);
  });
});
