import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import type { GivenVersion } from '../world/given.ts';
import { ann, bob, dead, goBack, rolledBack, versions } from './a-rollback.ts';

describe('a rollback that somebody overtakes', () => {
  it('directly before the move leaves the request as it was', async () => {
    await using world = await aCredential({ versions, vendor: dead });
    world.before('UpdateSecretVersionStage', 3, () => world.put('hand', 'eve'));
    expect(await goBack(world)).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live: InvalidParameterException
      run failed: run=rollback dryRun=false verdict=RollbackInterfered reason=AWSCURRENT moved while the rollback ran; look at the state, then try again"
    `);
  });
  it('directly before the move leaves a pair due that nobody was asked for', async () => {
    const due = { ...ann, labels: ['due at=-2d live=-90d reason=leak for=bob'] };
    await using world = await aCredential({ versions: [due, bob], vendor: dead });
    world.before('UpdateSecretVersionStage', 3, () => world.put('hand', 'eve'));
    expect(await goBack(world)).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live: InvalidParameterException
      run failed: run=rollback dryRun=false verdict=RollbackInterfered reason=AWSCURRENT moved while the rollback ran; look at the state, then try again"
    `);
  });
  it('directly before the move leaves the later one of two labels that a crash left', async () => {
    const two = { ...ann, labels: ['due at=-3d live=-90d for=bob', 'requested at=-2d live=-90d'] };
    await using world = await aCredential({ versions: [two, bob], vendor: dead });
    world.before('UpdateSecretVersionStage', 3, () => world.put('hand', 'eve'));
    const did = await goBack(world);
    expect(did).toContain('verdict=RollbackInterfered');
    expect(did).toContain('take due at=-3d');
    expect(did).not.toContain('take requested');
  });
  it('before its value is read is about the pair that was live', async () => {
    await using world = await aCredential({ versions, vendor: dead });
    world.before('GetSecretValue', 1, () => world.put('hand', 'eve'));
    expect(await goBack(world)).toContain('login bob');
  });
  it('directly before the move leaves a pair due that somebody had replaced manually', async () => {
    const byHand = { ...ann, labels: ['live at=-2d live=-90d'] };
    await using world = await aCredential({ versions: [byHand, bob], vendor: dead });
    world.before('UpdateSecretVersionStage', 5, () => world.put('hand', 'eve'));
    expect(await goBack(world)).toMatchInlineSnapshot(`
      "label old due at=now live=-90d reason=other for=bob
      take live at=-2d live=-90d off old
      record ~ann what=due versionId=old why=other
      login ann 2x
      login bob 2x
      label live rolled-back at=now live=-2d for=ann
      take live at=-2d live=-2d off live
      label old AWSCURRENT, off live: InvalidParameterException
      run failed: run=rollback dryRun=false verdict=RollbackInterfered reason=AWSCURRENT moved while the rollback ran; look at the state, then try again"
    `);
  });
});

describe('a rollback that was cut off after the move', () => {
  const left: GivenVersion = { id: 'left', holds: 'bob', labels: ['rolled-back at=-1m live=-2d for=ann'] };
  it('is brought to its end', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['requested at=-2d live=-90d'] };
    expect(await rolledBack({ versions: [left, returned] })).toMatchInlineSnapshot(`
      "tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label back live at=now live=-90d
      take requested at=-2d live=-90d off back
      record ann what=withdrawn versionId=back
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('is brought to its end where it went back to one that was left, too', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['rolled-back at=-2d live=-90d for=bob'] };
    expect(await rolledBack({ versions: [left, returned] })).toMatchInlineSnapshot(`
      "tell RolledBack from=bob to=ann at=now
      label back live at=now live=-90d
      take rolled-back at=-2d live=-90d for=bob off back
      record ann what=live versionId=back
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('is none where the live one is live by its label', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['live at=-2d live=-90d'] };
    expect(await rolledBack({ versions: [left, returned] })).toContain('login bob');
  });
  it('is none where the one before was not left', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['requested at=-2d live=-90d'] };
    const before = { ...left, labels: ['requested at=-1m live=-2d'] };
    expect(await rolledBack({ versions: [before, returned] })).toContain('login bob');
  });
  it('is none where what is live is no pair', async () => {
    const returned = { id: 'back', holds: 'broken', labels: ['requested at=-2d live=-90d'] };
    expect(await rolledBack({ versions: [left, returned] })).toMatchInlineSnapshot(
      `
      "take requested at=-2d live=-90d off back
      record what=closed versionId=back
      login bob 2x
      run failed: run=rollback dryRun=false verdict=OldPairRefused reason=the vendor refuses the pair that was live before; stage a new pair"
    `,
    );
  });
  it('makes no call too many', async () => {
    await using world = await aCredential({ versions: [left, { ...ann, id: 'back' }] });
    const calls = world.calls();
    await goBack(world);
    expect(calls()).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
      ]
    `);
  });
  it('is brought to its end where it went back to one that was due', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['due at=-1m live=-90d reason=leak for=bob'] };
    expect(await rolledBack({ versions: [left, returned] })).toMatchInlineSnapshot(`
      "tell RolledBack from=bob to=ann at=now
      tell RevocationWithdrawn pair=ann
      label back live at=now live=-90d
      take due at=-1m live=-90d reason=leak for=bob off back
      record ann what=withdrawn versionId=back why=leak
      run done: run=rollback dryRun=false verdict=RolledBack
      report from=bob to=ann"
    `);
  });
  it('is none where the live one became due after it: a rotation was about to replace it', async () => {
    const returned = { id: 'back', holds: 'ann', labels: ['due at=-59s live=-90d reason=leak for=bob'] };
    expect(await rolledBack({ versions: [left, returned] })).toContain('login bob');
  });
});
