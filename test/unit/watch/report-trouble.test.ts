import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { ann, bob, remembering, told, watch } from './a-day.ts';

const dead = { vendor: { bob: 'refused' } } as const;
const down = { vendor: { bob: 'down' } } as const;

describe('a live pair that is dead', () => {
  it('is reported immediately', async () => {
    expect(await told(undefined, dead)).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=+5s hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=+5s notified=+5s",
      ]
    `);
  });
  it('is reported daily, with the day on which it began', async () => {
    expect(await told('trouble=LivePairDead since=-3d notified=-1d', dead)).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=-3d hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=-3d notified=+5s",
        "take health trouble=LivePairDead since=-3d notified=-1d off live",
      ]
    `);
  });
  it('is reported once a day', async () => {
    expect(await told('trouble=LivePairDead since=-3d notified=-2h', dead)).toEqual([]);
  });
  it('that was not reported yet is reported', async () => {
    expect(await told('trouble=LivePairDead since=-3d', dead)).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=-3d hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=-3d notified=+5s",
        "take health trouble=LivePairDead since=-3d off live",
      ]
    `);
  });
  it('is a new problem if the earlier problem was another one', async () => {
    expect(await told('trouble=WrongPairRevoked since=-3d notified=-1h', dead)).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=+5s hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=+5s notified=+5s",
        "take health trouble=WrongPairRevoked since=-3d notified=-1h off live",
      ]
    `);
  });
  it('begins now if earlier runs were inconclusive', async () => {
    expect(await told('trouble=Inconclusive since=-3d notified=-1h', dead)).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=+5s hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=+5s notified=+5s",
        "take health trouble=Inconclusive since=-3d notified=-1h off live",
      ]
    `);
  });
  it('keeps what is known of a rotation that does not end', async () => {
    const pending = { id: 'next' };
    const versions = [remembering('health stuck=next____ seen=-1h')];
    expect(await told(undefined, { ...dead, versions, pending })).toMatchInlineSnapshot(`
      [
        "tell LivePairDead live=bob since=+5s hasLoggedIn=true",
        "record what=troubled versionId=live why=LivePairDead",
        "label live health trouble=LivePairDead since=+5s notified=+5s stuck=next seen=-1h",
        "take health stuck=next seen=-1h off live",
      ]
    `);
  });
  it('is remembered on its own version, wherever somebody has moved the label', async () => {
    const label = 'health trouble=LivePairDead since=-1h notified=-1h';
    await using world = await aCredential({
      versions: [ann('chased=-1h'), remembering(label)],
      vendor: { ann: 'refused', bob: 'refused' },
    });
    await world.moveOwn(label, 'live', 'old');
    await watch(world);
    expect((await world.labels()).live).toContain(label);
  });
});

describe('a live pair that is dead, after which logins are inconclusive', () => {
  it('is left for three days', async () => {
    expect(await told('trouble=LivePairDead since=-9d notified=-2d', down)).toEqual([]);
  });
  it('is reported on the third day after it was reported', async () => {
    expect(await told('trouble=LivePairDead since=-9d notified=-3d', down)).toMatchInlineSnapshot(`
      [
        "tell WatchInconclusive since=-3d days=3 why=[SERVER_ERROR] egress=[203.0.113.7/32]",
        "label live health trouble=LivePairDead since=-9d notified=now",
        "take health trouble=LivePairDead since=-9d notified=-3d off live",
      ]
    `);
  });
  it('is reported on the third day if it was never reported', async () => {
    expect(await told('trouble=LivePairDead since=-3d', down)).toMatchInlineSnapshot(`
      [
        "tell WatchInconclusive since=-3d days=3 why=[SERVER_ERROR] egress=[203.0.113.7/32]",
        "label live health trouble=LivePairDead since=-3d notified=now",
        "take health trouble=LivePairDead since=-3d off live",
      ]
    `);
  });
  it('keeps what is known of a rotation that does not end', async () => {
    const versions = [remembering('health trouble=LivePairDead since=-9d notified=-3d stuck=next____ seen=-1h')];
    expect(await told(undefined, { ...down, versions, pending: { id: 'next' } })).toMatchInlineSnapshot(`
      [
        "tell WatchInconclusive since=-3d days=3 why=[SERVER_ERROR] egress=[203.0.113.7/32]",
        "label live health trouble=LivePairDead since=-9d notified=now stuck=next seen=-1h",
        "take health trouble=LivePairDead since=-9d notified=-3d stuck=next seen=-1h off live",
      ]
    `);
  });
});

describe('the end of a problem', () => {
  it.each(['WrongPairRevoked', 'LivePairDead', 'LiveValueBroken'])('%s is reported', async (trouble) => {
    expect(await told(`trouble=${trouble} since=-3d notified=-1d`)).toEqual([
      `tell LivePairRecovered live=bob since=-3d was=${trouble}`,
      `record what=recovered versionId=live why=${trouble}`,
      `take health trouble=${trouble} since=-3d notified=-1d off live`,
    ]);
  });
  it('is reported for the version that is live now', async () => {
    const versions = [
      { id: 'broken', holds: 'broken', labels: ['health trouble=LiveValueBroken since=-3d notified=-1d'] },
      bob,
    ];
    expect(await told(undefined, { versions })).toMatchInlineSnapshot(`
      [
        "tell LivePairRecovered live=bob since=-3d was=LiveValueBroken",
        "record what=recovered versionId=live why=LiveValueBroken",
        "take health trouble=LiveValueBroken since=-3d notified=-1d off broken",
      ]
    `);
  });
  it('leaves what is known of a rotation that does not end', async () => {
    const versions = [remembering('health trouble=LivePairDead since=-9d notified=-3d stuck=next____ seen=-1h')];
    expect(await told(undefined, { versions, pending: { id: 'next' } })).toMatchInlineSnapshot(`
      [
        "tell LivePairRecovered live=bob since=-9d was=LivePairDead",
        "record what=recovered versionId=live why=LivePairDead",
        "label live health stuck=next seen=-1h",
        "take health trouble=LivePairDead since=-9d notified=-3d stuck=next seen=-1h off live",
      ]
    `);
  });
});
