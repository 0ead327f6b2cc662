import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { watch } from './a-day.ts';

describe('the watch', () => {
  it('chases no pair that somebody went back to during the mail before', async () => {
    const versions = [
      { id: 'one', holds: 'ann', labels: ['requested at=-10d live=-100d'] },
      { id: 'two', holds: 'cem', labels: ['requested at=-10d live=-90d'] },
      { id: 'live', holds: 'bob', labels: ['live at=-10d live=-10d'] },
    ];
    await using world = await aCredential({
      versions,
      mailed: { RevocationOverdue: (it) => it.move('AWSCURRENT', 'live', 'two') },
    });
    expect((await watch(world)).did).not.toContain('RevocationOverdue old=cem');
  });
  it('reports in a dry run what a run sends', async () => {
    const versions = [
      { id: 'old', holds: 'ann', labels: ['due at=-1m live=-90d reason=leak for=bob'] },
      { id: 'live', holds: 'bob', labels: ['staged at=-2m reason=leak'] },
    ];
    const kinds = async (dryRun: boolean) => {
      await using world = await aCredential({ versions });
      return (await watch(world, { dryRun })).report?.notices.map(({ kind }) => kind);
    };
    expect(await kinds(true)).toEqual(await kinds(false));
  });
  it('does not report that the wrong pair was revoked if the live one was put manually and has never logged in', async () => {
    const versions = [
      { id: 'old', holds: 'cem', labels: ['requested at=-10d live=-100d'] },
      { id: 'ann', holds: 'ann', labels: ['live at=-50d live=-50d'] },
    ];
    await using world = await aCredential({ vendor: { bob: 'refused' }, versions });
    await world.put('hand', 'bob');
    await watch(world);
    await world.move('AWSCURRENT', 'hand', 'ann');
    await watch(world);
    await world.move('AWSCURRENT', 'ann', 'hand');
    expect((await watch(world)).did).not.toContain('WrongPairRevoked');
  });
});
