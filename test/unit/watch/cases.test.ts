import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { ann, bob, day, remembering, watch } from './a-day.ts';

describe('the pairs that are tried', () => {
  it('are three a day, once each', async () => {
    const open = ['cem', 'dee', 'eve', 'fay', 'gus'].map((holds) => ({
      id: holds,
      holds,
      labels: ['requested at=-10d live=-100d chased=-1h'],
    }));
    expect(await day({ versions: [...open, bob] })).toMatchInlineSnapshot(`
      "login bob 2x
      login eve 1x
      login fay 1x
      login gus 1x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=5 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('are those whose revocation was asked for', async () => {
    const other = (state: string, holds: string, id = holds) => ({
      id,
      holds,
      labels: [`${state} at=-9d live=-100d for=bob`],
    });
    // The version that nobody has labelled is not AWSPREVIOUS.
    const hand = { id: 'hand', holds: 'eve' };
    const versions = [hand, other('revoked', 'cem'), other('rolled-back', 'dee'), bob];
    expect(await day({ versions })).toMatchInlineSnapshot(`
      "take revoked at=-9d live=-100d for=bob off cem
      record ~cem what=closed versionId=cem
      login bob 2x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('are not values that are no pairs', async () => {
    expect(await day({ versions: [{ ...ann(), holds: 'broken' }, bob] })).toMatchInlineSnapshot(`
      "login bob 2x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('are looked for after a revocation of the wrong one, until one works', async () => {
    const newer = { id: 'newer', holds: 'cem', labels: ['requested at=-9d live=-50d'] };
    const did = await day({ versions: [ann(), newer, bob], vendor: { bob: 'refused', cem: 'refused' } });
    expect(did).toContain('tell WrongPairRevoked live=bob old=ann');
  });
  it('are not the live one, whose withdrawal cannot be sent: it takes no place from the others', async () => {
    const open = ['cem', 'dee', 'eve'].map((holds) => ({
      id: holds,
      holds,
      labels: ['requested at=-10d live=-50d chased=-1h'],
    }));
    const live = { ...bob, labels: ['requested at=-1d live=-2d'] };
    const did = await day({ versions: [...open, live], untold: ['RevocationWithdrawn'] });
    expect(did.match(/login (cem|dee|eve)/g)).toHaveLength(3);
  });
});

describe('a case that was left open', () => {
  it('is requested once the live pair has logged in', async () => {
    const versions = [{ ...ann(), labels: ['due at=-10d live=-100d reason=leak'] }, bob];
    expect(await day({ versions })).toMatchInlineSnapshot(`
      "login bob 2x
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=-10d
      label old requested at=now live=-100d left=-10d reason=leak
      take due at=-10d live=-100d reason=leak off old
      record ann what=requested versionId=old why=leak
      login ann 1x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('waits while the live pair does not log in', async () => {
    const versions = [{ ...ann(), labels: ['due at=-10d live=-100d reason=leak'] }, bob];
    expect(await day({ versions, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      tell LivePairDead live=bob since=+5s hasLoggedIn=true
      record what=troubled versionId=live why=LivePairDead
      label live health trouble=LivePairDead since=+5s notified=+5s
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=0
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('whose notice cannot be sent does not stop the others', async () => {
    const versions = [
      { ...ann(), labels: ['due at=-10d live=-100d reason=leak'] },
      { id: 'older', holds: 'cem', labels: ['requested at=-10d live=-200d'] },
      bob,
    ];
    expect(await day({ versions, untold: ['RevocationRequested'] })).toMatchInlineSnapshot(`
      "login bob 2x
      login cem 1x
      tell RevocationOverdue old=cem live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10
      record cem what=chased versionId=older why=10 days
      label older requested at=-10d live=-200d chased=+5s
      take requested at=-10d live=-200d off older
      run failed: run=watch dryRun=false verdict=Error reason=RevocationRequested cannot be told"
    `);
  });
});

describe('somebody who moves AWSCURRENT', () => {
  it('during the login with the live pair ends the day', async () => {
    expect(await day({ meanwhile: { bob: ({ put }) => put('hand', 'eve') } })).toMatchInlineSnapshot(`
      "login bob 2x
      emit api WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('during the login with the old pair ends the day', async () => {
    expect(await day({ meanwhile: { ann: ({ put }) => put('hand', 'eve') } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      emit api WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('while a case is reconciled ends the day', async () => {
    const versions = [{ ...ann(), labels: ['due at=-10d live=-100d reason=leak'] }, bob];
    await using world = await aCredential({ versions });
    world.before('GetSecretValue', 2, () => world.move('AWSCURRENT', 'live', 'old'));
    expect((await watch(world)).did).toMatchInlineSnapshot(`
      "login bob 2x
      emit api WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('after a notice could not be sent does not hide that', async () => {
    const did = await day({
      versions: [
        { ...ann(), labels: ['due at=-10d live=-100d reason=leak'] },
        { id: 'older', holds: 'cem', labels: ['requested at=-10d live=-200d'] },
        bob,
      ],
      untold: ['RevocationRequested'],
      meanwhile: { cem: ({ put }) => put('hand', 'eve') },
    });
    expect(did).toMatchInlineSnapshot(`
      "login bob 2x
      login cem 1x
      run failed: run=watch dryRun=false verdict=Error reason=RevocationRequested cannot be told"
    `);
  });
  it('while a case is reconciled has no other one tried', async () => {
    const versions = [
      { ...ann(), labels: ['due at=-10d live=-100d reason=leak'] },
      { id: 'older', holds: 'cem', labels: ['requested at=-10d live=-200d'] },
      bob,
    ];
    await using world = await aCredential({ versions });
    world.before('GetSecretValue', 2, () => world.move('AWSCURRENT', 'live', 'old'));
    const { did } = await watch(world);
    expect(did).not.toContain('login cem');
    expect(did).not.toContain('tell RevocationRequested');
  });
  it('before the live value is read has the pair that was live tried', async () => {
    await using world = await aCredential({ versions: [ann(), bob] });
    world.before('GetSecretValue', 1, () => world.put('hand', 'eve'));
    const { did } = await watch(world);
    expect(did).toContain('login bob');
    expect(did).not.toContain('login eve');
  });
});

it('a case that another run has closed meanwhile is left alone', async () => {
  const did = await day({ meanwhile: { ann: ({ label }) => label('old', 'revoked at=now live=-100d') } });
  expect(did).toMatchInlineSnapshot(`
    "login bob 2x
    login ann 1x
    emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
    run done: run=watch dryRun=false verdict=Watched"
  `);
});

it('the end of a problem is reported once', async () => {
  expect(
    await day({ versions: [remembering('health trouble=LivePairDead since=-3d notified=-1d')] }),
  ).toMatchInlineSnapshot(`
    "login bob 2x
    tell LivePairRecovered live=bob since=-3d was=LivePairDead
    record what=recovered versionId=live why=LivePairDead
    take health trouble=LivePairDead since=-3d notified=-1d off live
    emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
    run done: run=watch dryRun=false verdict=Watched"
  `);
});

it('a case whose label somebody takes away meanwhile is left alone', async () => {
  const did = await day({
    meanwhile: {
      ann: async ({ move, describe }) => {
        const { VersionIdsToStages = {} } = await describe();
        const label =
          Object.values(VersionIdsToStages)
            .flat()
            .find((text) => text.startsWith('octopus/requested')) ?? '';
        await move(label, 'old');
      },
    },
  });
  expect(did).not.toContain('tell');
  expect(did).toContain('verdict=Watched');
});

it('a pair that is in two versions is chased once', async () => {
  const again = { id: 'again', holds: 'ann', labels: ['requested at=-9d live=-20d'] };
  expect(await day({ versions: [ann(), again, bob] })).toMatchInlineSnapshot(`
    "label again requested at=-9d live=-100d
    take requested at=-10d live=-100d off old
    take requested at=-9d live=-20d off again
    record ~ann what=closed versionId=old
    login bob 2x
    login ann 1x
    tell RevocationOverdue old=ann live=bob sameKey=false requestedAt=-9d reason=other replacedAt=-9d days=9
    record ann what=chased versionId=again why=9 days
    label again requested at=-9d live=-100d chased=now
    take requested at=-9d live=-100d off again
    emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=9 LivePairHealthy=1
    run done: run=watch dryRun=false verdict=Watched"
  `);
});

describe('AWSPENDING that was left behind', () => {
  it('on a version whose pair is due does not hide it', async () => {
    await using world = await aCredential({
      versions: [{ ...ann(), labels: ['due at=-10d live=-100d reason=leak'] }, bob],
    });
    await world.label('old', 'AWSPENDING');
    expect((await watch(world)).did).toContain('tell RevocationRequested old=ann');
  });
  it('on a live version without a label does not hide it', async () => {
    await using world = await aCredential({ versions: [{ id: 'hand', holds: 'bob' }] });
    await world.label('hand', 'AWSPENDING');
    expect((await watch(world)).did).toContain('verdict=Watched');
  });
});
