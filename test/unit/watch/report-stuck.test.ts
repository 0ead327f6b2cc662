import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import { documentOf } from '../world/given.ts';
import { bob, day, remembering, watch } from './a-day.ts';

/** What is told and remembered of a rotation that is under way. */
async function stuck(memory: string | undefined, surroundings: Surroundings = {}): Promise<readonly string[]> {
  const live = memory === undefined ? bob : remembering(...memory.split(' & '));
  const did = await day({ versions: [live], pending: { id: 'next' }, ...surroundings });
  return did.split('\n').filter((line) => /^(tell|record|label|take)/.test(line));
}

const intake = [
  { id: 'emptied', holds: emptyDocument, labels: ['octopus/empty'] },
  { id: 'inbox', holds: documentOf('cem') },
];

describe('a rotation that is under way', () => {
  it('is remembered on the first day', async () => {
    expect(await stuck(undefined)).toMatchInlineSnapshot(`
      [
        "label live health stuck=next seen=now",
      ]
    `);
  });
  it('is no problem if another one is under way on the next day', async () => {
    expect(await stuck('health stuck=other___ seen=-1d')).toMatchInlineSnapshot(`
      [
        "label live health stuck=next seen=now",
        "take health stuck=other___ seen=-1d off live",
      ]
    `);
  });
  it('is reported on the next day', async () => {
    expect(await stuck('health stuck=next____ seen=-1d')).toMatchInlineSnapshot(`
      [
        "tell RotationStuck token=next since=-1d pairIsStaged=false hasValue=false",
        "label live health stuck=next seen=-1d reported=now",
        "take health stuck=next seen=-1d off live",
      ]
    `);
  });
  it('has a pair waiting in the intake', async () => {
    expect((await stuck('health stuck=next____ seen=-1d', { intake }))[0]).toBe(
      'tell RotationStuck token=next since=-1d pairIsStaged=true hasValue=false',
    );
  });
  it('has staged its pair', async () => {
    const pending = { id: 'next', holds: 'cem', labels: ['staged at=-1d'] };
    expect((await stuck('health stuck=next____ seen=-1d', { pending }))[0]).toBe(
      'tell RotationStuck token=next since=-1d pairIsStaged=false hasValue=true',
    );
  });
  it('has a value that somebody else has put', async () => {
    const pending = { id: 'next', holds: 'cem' };
    expect((await stuck('health stuck=next____ seen=-1d', { pending }))[0]).toBe(
      'tell RotationStuck token=next since=-1d pairIsStaged=false hasValue=false',
    );
  });
  it('was reported', async () => {
    expect(await stuck('health stuck=next____ seen=-2d reported=-1d')).toEqual([]);
  });
  it('is reported again', async () => {
    expect(await stuck('health stuck=next____ seen=-9d reported=-7d')).toMatchInlineSnapshot(`
      [
        "tell RotationStuck token=next since=-9d pairIsStaged=false hasValue=false",
        "label live health stuck=next seen=-9d reported=now",
        "take health stuck=next seen=-9d reported=-7d off live",
      ]
    `);
  });
  it('is over, and forgotten', async () => {
    expect(await stuck('health stuck=next____ seen=-9d reported=-7d', { pending: undefined })).toMatchInlineSnapshot(`
      [
        "take health stuck=next seen=-9d reported=-7d off live",
      ]
    `);
  });
  it('is over, and the problem of the live pair is not', async () => {
    const memory = 'health trouble=LivePairDead since=-3d notified=-1h stuck=next____ seen=-9d';
    expect(await stuck(memory, { pending: undefined, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      [
        "label live health trouble=LivePairDead since=-3d notified=-1h",
        "take health trouble=LivePairDead since=-3d notified=-1h stuck=next seen=-9d off live",
      ]
    `);
  });
  it('is over when its version is live', async () => {
    await using world = await aCredential({ versions: [bob], pending: { id: 'next', holds: 'cem' } });
    await world.move('AWSCURRENT', 'live', 'next');
    expect((await watch(world)).did).not.toContain('stuck=');
  });
  it('is remembered together with a problem of the live pair', async () => {
    const did = await stuck('health trouble=LivePairDead since=-3d notified=-1h', { vendor: { bob: 'refused' } });
    expect(did).toContain('label live health trouble=LivePairDead since=-3d notified=-1h stuck=next seen=now');
  });
});

describe('a rotation that waits for a pair', () => {
  const reminder = (at: string) => `health stuck=next____ seen=-1d & reminder rung=d30 live=-10d at=${at}`;
  it('is not reported in the week of a reminder, which has asked for one', async () => {
    expect(await stuck(reminder('-6d'))).toEqual([]);
  });
  it('is reported a week after it', async () => {
    expect((await stuck(reminder('-7d')))[0]).toContain('tell RotationStuck');
  });
  it('is reported if the pair is staged', async () => {
    expect((await stuck(reminder('-1d'), { intake }))[0]).toContain('tell RotationStuck');
  });
  it('is reported if the pair was accepted', async () => {
    const pending = { id: 'next', holds: 'cem', labels: ['staged at=-1d'] };
    expect((await stuck(reminder('-1d'), { pending }))[0]).toContain('tell RotationStuck');
  });
});
