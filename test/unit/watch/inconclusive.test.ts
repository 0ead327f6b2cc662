import { describe, expect, it } from 'vitest';
import { ann, remembering, told } from './a-day.ts';

const down = { vendor: { bob: 'down' } } as const;

describe('a day on which logins are inconclusive', () => {
  it('is remembered, and not reported', async () => {
    expect(await told(undefined, down)).toMatchInlineSnapshot(`
      [
        "label live health trouble=Inconclusive since=now",
      ]
    `);
  });
  it('is reported if it is the third one', async () => {
    expect(await told('trouble=Inconclusive since=-3d', down)).toMatchInlineSnapshot(`
      [
        "tell WatchInconclusive since=-3d days=3 why=[SERVER_ERROR] egress=[203.0.113.7/32]",
        "record what=troubled versionId=live why=Inconclusive",
        "label live health trouble=Inconclusive since=-3d notified=now",
        "take health trouble=Inconclusive since=-3d off live",
      ]
    `);
  });
  it('is reported with every reason, and our addresses', async () => {
    const versions = [ann('chased=-1d'), remembering('health trouble=Inconclusive since=-3d')];
    expect(await told(undefined, { versions, vendor: { ann: 'blocked' } })).toMatchInlineSnapshot(`
      [
        "tell WatchInconclusive since=-3d days=3 why=[EgressBlocked] egress=[203.0.113.7/32]",
        "record what=troubled versionId=live why=Inconclusive",
        "label live health trouble=Inconclusive since=-3d notified=now",
        "take health trouble=Inconclusive since=-3d off live",
      ]
    `);
  });
  it('is forgotten without a notice after a login with an outcome', async () => {
    expect(await told('trouble=Inconclusive since=-3d notified=-1d')).toMatchInlineSnapshot(`
      [
        "take health trouble=Inconclusive since=-3d notified=-1d off live",
      ]
    `);
  });
  it('of an old pair alone is no problem of the live one, which has recovered', async () => {
    const versions = [ann('chased=-1d'), remembering('health trouble=LivePairDead since=-3d notified=-1d')];
    expect(await told(undefined, { versions, vendor: { ann: 'down' } })).toMatchInlineSnapshot(`
      [
        "tell LivePairRecovered live=bob since=-3d was=LivePairDead",
        "record what=recovered versionId=live why=LivePairDead",
        "label live health trouble=Inconclusive since=now",
        "take health trouble=LivePairDead since=-3d notified=-1d off live",
      ]
    `);
  });
});
