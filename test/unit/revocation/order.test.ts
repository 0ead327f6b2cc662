import { describe, expect, it } from 'vitest';
import { describePair } from '../../../lambda/secrets/pair.ts';
import { alice, before, bob, carol, documentOf, early, moved } from './moved.ts';

const promotion = {
  old: [`due/at=${before}/live=${before}/reason=leak/for=${bob.fingerprint}`],
  live: [`staged/at=${before}/reason=leak`],
};

describe('the order', () => {
  it('is a withdrawal, labels of which nobody is notified, and requests', async () => {
    await using world = await moved({ ...promotion, live: [`staged/at=${before}`, `requested/at=${early}`] });
    await world.putNext(documentOf(carol), [`live/at=${early}/live=${early}`]);
    await world.reconciles();
    expect(world.transitions.map(({ what, versionId }) => `${what} ${versionId[0]}`)).toEqual([
      'withdrawn 2',
      'due 3',
      'requested 1',
      'requested 3',
    ]);
    expect(world.notices.map(({ kind }) => kind).slice(0, 2)).toEqual(['RevocationWithdrawn', 'RevocationRequested']);
  });

  it('has the announcement last, which lists all requests', async () => {
    await using world = await moved(promotion);
    await world.putNext(documentOf(carol), [`live/at=${early}/live=${early}`]);
    await world.reconciles();
    expect(world.transitions.map(({ what, versionId }) => `${what} ${versionId[0]}`)).toEqual([
      'due 3',
      'requested 1',
      'requested 3',
      'promoted 2',
    ]);
    expect(world.notices.at(-1)).toMatchObject({
      kind: 'PairPromoted',
      requested: [describePair(alice), describePair(carol)],
    });
  });
});
