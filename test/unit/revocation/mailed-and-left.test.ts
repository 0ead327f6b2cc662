import { describe, expect, it } from 'vitest';
import { goBack } from '../../../lambda/rollback/go-back.ts';
import type { Pair } from '../../../lambda/secrets/pair.ts';
import type { SecretStore } from '../../../lambda/secrets/secret-store.ts';
import { minutes } from '../../../local/clock.ts';
import {
  alice,
  before,
  bob,
  carol,
  documentOf,
  early,
  known,
  moved,
  newId,
  nextId,
  now,
  oldId,
  origin,
} from './moved.ts';
import { noHandover } from './no-handover.ts';

type World = Awaited<ReturnType<typeof moved>>;

class CutOff extends Error {}

const isPassed = async (work: Promise<unknown>): Promise<void> => {
  await work.catch((error: unknown) => {
    if (!(error instanceof CutOff)) throw error;
  });
};

/** A rollback; `change` has it cut off. */
const rollsBack = (world: World, change: Partial<SecretStore> = {}): Promise<void> =>
  isPassed(
    goBack({
      origin,
      credential: { ...world.store, ...change },
      login: async () => ({ kind: 'accepted', clientId: '42' }),
      notify: world.ports.notify,
      record: () => undefined,
      clock: world.clock,
      handover: noHandover,
      evenThoughLiveWorks: true,
    }),
  );

const diesBefore = async (): Promise<never> => {
  throw new CutOff();
};

/** Support is asked to revoke the pair of Alice, and the label that records it is written, or never. */
const requests: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  'is mailed': (world) => world.reconciles(),
  'is mailed by a run that is cut off before its label': async (world) => {
    world.ports.credential = { ...world.store, attach: diesBefore };
    await isPassed(world.reconciles());
    world.ports.credential = world.store;
  },
};

/** Alice's pair is live again. */
const waysBack: Readonly<Record<string, (world: World) => Promise<unknown>>> = {
  'a rollback': (world) => rollsBack(world),
  'a rollback that is cut off after its move': (world) =>
    rollsBack(world, {
      moveCurrent: async (move) => {
        await world.store.moveCurrent(move);
        throw new CutOff();
      },
    }),
  'somebody who moves AWSCURRENT': (world) =>
    world.secret.stage('AWSCURRENT', { MoveToVersionId: oldId, RemoveFromVersionId: newId }),
};

describe('support is notified that a request is withdrawn', () => {
  const rows = Object.entries(requests).flatMap(([request, mails]) =>
    Object.entries(waysBack).map(([way, goes]) => [request, way, mails, goes] as const),
  );
  it.each(rows)(
    'which %s before %s, and a rollback forward that is cut off before its move',
    async (...[, , mails, goes]) => {
      await using world = await moved({
        old: [`due/at=${before}/live=${early}/reason=leak/for=${bob.fingerprint}`],
        live: [`staged/at=${before}/reason=leak`],
      });
      for (const next of [mails, goes, () => rollsBack(world, { moveCurrent: diesBefore }), () => world.reconciles()]) {
        await next(world);
        await world.clock.advance(minutes(1));
      }
      const heard = world.notices.filter(({ kind }) => kind.startsWith('Revocation'));
      expect(heard).toEqual([
        expect.objectContaining({ kind: 'RevocationRequested', old: known(alice), live: known(bob) }),
        { ...origin, kind: 'RevocationWithdrawn', pair: known(alice) },
      ]);
      expect((await world.states()).map(([state]) => state?.split('/')[0])).toEqual(['live', 'rolled-back']);
    },
  );
});

describe('an AWSPREVIOUS that somebody put, without a label', () => {
  const requestedOf = ({ notices }: World) =>
    notices.flatMap((notice) => (notice.kind === 'RevocationRequested' ? [notice.old] : []));

  it('is requested with the next promotion', async () => {
    await using world = await moved({});
    await world.reconciles({ liveIsProven: false });
    expect(world.notices).toEqual([]);
    await world.putNext(documentOf(carol), [`staged/at=${now}/reason=scheduled`], ['AWSPENDING']);
    await world.secret.stage('AWSCURRENT', { MoveToVersionId: nextId, RemoveFromVersionId: newId });
    await world.reconciles();
    expect(requestedOf(world)).toEqual(([alice, bob] as readonly Pair[]).map(known));
    expect(world.notices.at(-1)).toMatchObject({ kind: 'PairPromoted', pair: known(carol) });
  });

  it('is requested with the promotion that replaced it, where nobody has seen it before', async () => {
    await using world = await moved({ live: [`staged/at=${now}/reason=leak`] });
    await world.reconciles();
    expect(requestedOf(world)).toEqual([known(alice)]);
  });
});
