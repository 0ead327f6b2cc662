import { describe, expect, it } from 'vitest';
import { ann, bob, remembering, told } from './a-day.ts';

describe('a live value that is no pair', () => {
  const broken = { ...bob, holds: 'broken' };
  it('and was one is told', async () => {
    expect(
      await told(undefined, { versions: [{ ...ann(), labels: ['revoked at=-9d live=-100d'] }, broken] }),
    ).toMatchInlineSnapshot(`
      [
        "tell LiveValueBroken since=now",
        "record what=troubled versionId=live why=LiveValueBroken",
        "label live pulse trouble=LiveValueBroken since=now told=now",
      ]
    `);
  });
  it('and was none yet is no trouble', async () => {
    expect(await told(undefined, { versions: [{ id: 'first', holds: 'broken' }] })).toEqual([]);
  });
  it('while the first pair is staged is no trouble', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-1h'] };
    const did = await told(undefined, { versions: [{ id: 'first', holds: 'broken' }], pending });
    expect(did).toMatchInlineSnapshot(`
      [
        "label first pulse stuck=next seen=now",
      ]
    `);
  });
  it('while the next pair is staged is told', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-1h'] };
    const versions = [
      { ...ann(), labels: ['revoked at=-9d live=-100d'] },
      { id: 'hand', holds: 'broken' },
    ];
    expect(await told(undefined, { versions, pending })).toContain('tell LiveValueBroken since=now');
  });
  it('is no end of another trouble', async () => {
    const versions = [{ ...remembering('pulse trouble=LivePairDead since=-3d told=-1h'), holds: 'broken' }];
    expect(await told(undefined, { versions: [ann(), ...versions] })).toMatchInlineSnapshot(`
      [
        "tell LiveValueBroken since=now",
        "record what=troubled versionId=live why=LiveValueBroken",
        "label live pulse trouble=LiveValueBroken since=now told=now",
        "take pulse trouble=LivePairDead since=-3d told=-1h off live",
      ]
    `);
  });
});
