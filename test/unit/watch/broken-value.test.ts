import { describe, expect, it } from 'vitest';
import { ann, bob, remembering, told } from './a-day.ts';

describe('a live value that is no pair', () => {
  const broken = { ...bob, holds: 'broken' };
  it('and was one is reported', async () => {
    expect(
      await told(undefined, { versions: [{ ...ann(), labels: ['revoked at=-9d live=-100d'] }, broken] }),
    ).toMatchInlineSnapshot(`
      [
        "take live at=-10d live=-10d off live",
        "record what=closed versionId=live",
        "tell LiveValueBroken since=now",
        "record what=troubled versionId=live why=LiveValueBroken",
        "label live health trouble=LiveValueBroken since=now notified=now",
      ]
    `);
  });
  it('and never was one is no problem', async () => {
    expect(await told(undefined, { versions: [{ id: 'first', holds: 'broken' }] })).toEqual([]);
  });
  it('while the first pair is staged is no problem', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-1h'] };
    const did = await told(undefined, { versions: [{ id: 'first', holds: 'broken' }], pending });
    expect(did).toMatchInlineSnapshot(`
      [
        "label first health stuck=next seen=now",
      ]
    `);
  });
  it('while the next pair is staged is reported', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-1h'] };
    const versions = [
      { ...ann(), labels: ['revoked at=-9d live=-100d'] },
      { id: 'hand', holds: 'broken' },
    ];
    expect(await told(undefined, { versions, pending })).toContain('tell LiveValueBroken since=now');
  });
  it('does not end another problem', async () => {
    const versions = [{ ...remembering('health trouble=LivePairDead since=-3d notified=-1h'), holds: 'broken' }];
    expect(await told(undefined, { versions: [ann(), ...versions] })).toMatchInlineSnapshot(`
      [
        "take live at=-10d live=-10d off live",
        "record what=closed versionId=live",
        "tell LiveValueBroken since=now",
        "record what=troubled versionId=live why=LiveValueBroken",
        "label live health trouble=LiveValueBroken since=now notified=now",
        "take health trouble=LivePairDead since=-3d notified=-1h off live",
      ]
    `);
  });
});
