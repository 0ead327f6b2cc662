import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { ann, bob, dead, goBack, rolledBack, versions } from './a-rollback.ts';

describe('the pair before', () => {
  it('is gone back to, and its revocation withdrawn', async () => {
    expect(await rolledBack()).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-90d
      take requested at=-2d live=-90d off old
      record ann what=withdrawn versionId=old
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('keeps why support was to revoke it until that is withdrawn', async () => {
    const chased = { ...ann, labels: ['requested at=-2d live=-90d reason=leak chased=-1d'] };
    expect(await rolledBack({ versions: [chased, bob] })).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-90d
      take requested at=-2d live=-90d reason=leak chased=-1d off old
      record ann what=withdrawn versionId=old why=leak
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('that was to be revoked next has its request withdrawn, which may have gone out', async () => {
    const due = { ...ann, labels: ['due at=-2d live=-90d reason=leak for=bob'] };
    expect(await rolledBack({ versions: [due, bob] })).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-90d
      take due at=-2d live=-90d reason=leak for=bob off old
      record ann what=withdrawn versionId=old why=leak
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('that was left by a rollback is gone back to after all others', async () => {
    const left = { id: 'left', holds: 'cem', labels: ['rolled-back at=-1d live=-1d for=ann'] };
    expect(await rolledBack({ versions: [ann, left, bob] })).toContain('label old AWSCURRENT, off live');
    expect(await rolledBack({ versions: [left, bob] })).toMatchInlineSnapshot(`
      "login cem 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=cem
      take live at=-2d live=-2d off live
      label left AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=cem at=now
      label left live at=now live=-1d
      take rolled-back at=-1d live=-1d for=ann off left
      record cem what=live versionId=left
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=cem"
    `);
  });
  it('is the one that was live last', async () => {
    const older = { id: 'older', holds: 'cem', labels: ['requested at=-90d live=-180d'] };
    expect(await rolledBack({ versions: [older, ann, bob] })).toContain('label old AWSCURRENT, off live');
  });
  it('is the one that was live last, by the date of its label where it has no other', async () => {
    const older = { id: 'older', holds: 'cem', labels: ['requested at=-3d'] };
    const newer = { ...ann, labels: ['requested at=-2d'] };
    expect(await rolledBack({ versions: [newer, older, bob] })).toContain('label old AWSCURRENT, off live');
  });
  it('has the date of its value where no label has one', async () => {
    expect(await rolledBack({ versions: [{ ...ann, labels: ['due at=-2d for=bob'] }, bob] })).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-100d
      take due at=-2d for=bob off old
      record ann what=withdrawn versionId=old
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('is gone back to from a value that is no pair', async () => {
    expect(await rolledBack({ versions: [ann, { id: 'hand', holds: 'broken' }] })).toMatchInlineSnapshot(`
      "login ann 2x
      label old AWSCURRENT, off hand
      record what=rolled-back versionId=hand
      tell RolledBack to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-90d
      take requested at=-2d live=-90d off old
      record ann what=withdrawn versionId=old
      run done: run=rollback dryRun=false verdict=RolledBack
      report to=ann"
    `);
  });
  it('is gone back to from a live one that works, where the caller insists', async () => {
    expect(await rolledBack({ vendor: {} }, { evenThoughLiveWorks: true })).toMatchInlineSnapshot(`
      "login ann 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label old live at=now live=-90d
      take requested at=-2d live=-90d off old
      record ann what=withdrawn versionId=old
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('that was left by a rollback comes after all others, also where it was live last', async () => {
    const left = { id: 'left', holds: 'cem', labels: ['rolled-back at=-1d live=-1d for=ann'] };
    expect(await rolledBack({ versions: [left, ann, bob] })).toContain('label old AWSCURRENT, off live');
    expect(await rolledBack({ versions: [{ ...ann, holds: 'dee' }, { ...left, id: 'a' }, bob] })).toContain(
      'login dee',
    );
  });
  it('leaves a pair without the reason of its own label', async () => {
    const live = { ...bob, labels: ['live at=-2d live=-2d reason=leak'] };
    const did = await rolledBack({ versions: [ann, live] });
    expect(did).toContain('label live rolled-back at=now live=-2d for=ann\n');
  });
  it('is gone back to without a request for others, for which the live pair has to log in first', async () => {
    const due = { id: 'older', holds: 'cem', labels: ['due at=-90d live=-180d for=bob'] };
    expect(await rolledBack({ versions: [due, ann, bob] })).not.toContain('tell RevocationRequested');
  });
  it('makes no call too many', async () => {
    await using world = await aCredential({ versions, vendor: dead });
    const calls = world.calls();
    await goBack(world);
    expect(calls()).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "DescribeSecret",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
      ]
    `);
  });
});

describe('a pair before that is refused', () => {
  const older = { id: 'older', holds: 'cem', labels: ['requested at=-90d live=-180d'] };
  it('gives way to the one before it', async () => {
    expect(
      await rolledBack({ versions: [older, ann, bob], vendor: { ...dead, ann: 'refused' } }),
    ).toMatchInlineSnapshot(`
      "login ann 2x
      login cem 1x
      login bob 2x
      label live rolled-back at=now live=-2d for=cem
      take live at=-2d live=-2d off live
      label older AWSCURRENT, off live
      record bob what=rolled-back versionId=live
      tell RolledBack from=bob to=cem at=now
      tell RevocationWithdrawn pair=cem
      label older live at=now live=-180d
      take requested at=-90d live=-180d off older
      record cem what=withdrawn versionId=older
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=cem"
    `);
  });
  it('does not give way to one that somebody may know', async () => {
    const leaked = { ...older, labels: ['requested at=-90d live=-180d reason=leak'] };
    const did = await rolledBack({ versions: [leaked, ann, bob], vendor: { ...dead, ann: 'refused' } });
    expect(did).toMatchInlineSnapshot(`
      "login ann 2x
      run failed: run=rollback dryRun=false verdict=OldPairRefused reason=the vendor refuses the pair that was live before; stage a new pair"
    `);
  });
  it('is the third one, and that is the end', async () => {
    const more = ['dee', 'eve'].map((holds, index) => ({
      id: holds,
      holds,
      labels: [`requested at=-90d live=-${200 + index}d`],
    }));
    const refused = { ...dead, ann: 'refused', cem: 'refused', dee: 'refused' } as const;
    expect(await rolledBack({ versions: [...more, older, ann, bob], vendor: refused })).toMatchInlineSnapshot(`
      "login ann 2x
      login cem 1x
      login dee 1x
      run failed: run=rollback dryRun=false verdict=OldPairRefused reason=the vendor refuses the pair that was live before; stage a new pair"
    `);
  });
});
