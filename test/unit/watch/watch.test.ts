import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { lineOf } from '../world/trace.ts';
import { ann, bob, day, remembering, watch } from './a-day.ts';

describe('a run', () => {
  it('reports what it told, and what it saw', async () => {
    await using world = await aCredential({ versions: [ann(), bob] });
    expect(lineOf((await watch(world)).report)).toMatchInlineSnapshot(
      `"dryRun=false notices=[kind=RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10] measures=(WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 PulseWell=1) live=(value=pair login=(kind=accepted)) egress=[203.0.113.7/32]"`,
    );
  });
  it.each([
    ['accepted', '(kind=accepted)'],
    ['refused', '(kind=rejected code=UNAUTHORIZED)'],
    ['down', '(kind=unavailable code=SERVER_ERROR)'],
  ] as const)('reports the login with the live pair: %s', async (answer, reported) => {
    await using world = await aCredential({ versions: [bob], vendor: { bob: answer } });
    const { report } = await watch(world);
    expect(lineOf(report?.live)).toBe(`value=pair login=${reported}`);
  });
  it('reports no login where there is no pair', async () => {
    await using world = await aCredential();
    expect(lineOf((await watch(world)).report?.live)).toBe('value=placeholder');
  });
  it('goes on after a part that has failed, and fails at its end', async () => {
    const versions = [{ id: 'live', holds: 'bob', labels: ['live at=-335d live=-335d'] }];
    expect(await day({ versions, vendor: { bob: 'refused' }, untold: ['RotationDue'] })).toMatchInlineSnapshot(`
      "login bob 2x
      tell LivePairDead live=bob since=now hasLoggedIn=true
      record what=troubled versionId=live why=LivePairDead
      label live pulse trouble=LivePairDead since=now told=now
      run failed: run=watch dryRun=false verdict=Error reason=RotationDue cannot be told"
    `);
  });
  it('of which two parts have failed fails with the first failure', async () => {
    const versions = [{ id: 'live', holds: 'bob', labels: ['live at=-335d live=-335d'] }];
    const did = await day({ versions, vendor: { bob: 'refused' }, untold: ['RotationDue', 'LivePairDead'] });
    expect(did).toContain('reason=RotationDue cannot be told');
  });
  it('settles what somebody has done by hand before it logs in', async () => {
    const did = await day({ versions: [bob, { id: 'hand', holds: 'cem' }] });
    expect(did).toMatchInlineSnapshot(`
      "label hand live at=now live=-100d login=none
      record cem what=live versionId=hand
      label live rolled-back at=now live=-10d
      take live at=-10d live=-10d off live
      record bob what=rolled-back versionId=live
      login cem 2x
      label hand live at=now live=-100d
      take live at=now live=-100d login=none off hand
      record cem what=live versionId=hand
      emit api WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=0 OldestRevocationDays=0 PulseWell=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('tells once what it could not remember', async () => {
    await using world = await aCredential({
      versions: [ann('reason=leak'), { ...bob, labels: ['requested at=-1d live=-10d'] }],
    });
    world.aws.secretsManager.throttle('UpdateSecretVersionStage', 1);
    const { did } = await watch(world);
    expect(did.split('\n').filter((line) => line.includes('RevocationWithdrawn'))).toHaveLength(1);
  });
  it('is asked for with another key than its flag', async () => {
    expect(await day({}, { dry: true })).toMatchInlineSnapshot(
      `"run failed: run=watch credential=unknown dryRun=false verdict=InvalidEvent reason=this is no event for this function; expected {"credential": "<name or ARN>"}, optionally "dryRun": true"`,
    );
  });
  it('has its own time: logins end ten seconds before it is over', async () => {
    await using world = await aCredential({ versions: [bob] });
    await watch(world);
    expect(world.deadlines).toEqual([110_000]);
  });
  it('of a live version that cannot be read fails', async () => {
    await using world = await aCredential({ versions: [bob] });
    world.hide(1);
    expect((await watch(world)).did).toMatchInlineSnapshot(
      `"run failed: run=watch dryRun=false verdict=Error reason=the live version has no value yet; it is looked at again tomorrow"`,
    );
  });
  it('makes no call too many', async () => {
    await using world = await aCredential({ versions: [ann(), { id: 'hand', holds: 'bob' }] });
    const calls = world.calls();
    await watch(world);
    expect(calls()).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "UpdateSecretVersionStage",
        "DescribeSecret",
        "GetSecretValue",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "GetSecretValue",
        "DescribeSecret",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
      ]
    `);
  });
  it('goes on with a live version that has no label, as none can be put', async () => {
    await using world = await aCredential({
      versions: [{ id: 'hand', holds: 'bob' }],
      made: '-335d',
      vendor: { bob: 'refused' },
    });
    world.aws.secretsManager.throttle('UpdateSecretVersionStage', 99);
    expect((await watch(world)).did).toMatchInlineSnapshot(`
      "label hand live at=now live=-335d login=none: ThrottlingException
      tell RotationDue liveSince=-335d egress=[203.0.113.7/32] because=(kind=rung daysLeft=30) pairIsStaged=false
      record what=reminded versionId=hand why=d30
      label hand reminder rung=d30 live=-335d at=now: ThrottlingException
      login bob 2x
      label hand live at=now live=-335d login=none: ThrottlingException
      tell LivePairDead live=bob since=now hasLoggedIn=true
      record what=troubled versionId=hand why=LivePairDead
      label hand pulse trouble=LivePairDead since=now told=now: ThrottlingException
      run failed: run=watch dryRun=false verdict=AwsCallFailed reason=secretsmanager:UpdateSecretVersionStage on octopus-cards/sandbox/api: ThrottlingException: Rate exceeded"
    `);
  });
  it('of a day on which nothing is open makes three calls', async () => {
    await using world = await aCredential({ versions: [bob] });
    const calls = world.calls();
    await watch(world);
    expect(calls()).toEqual(['DescribeSecret', 'GetSecretValue', 'DescribeSecret']);
  });
});

describe('a dry run', () => {
  it('tells nobody, marks nothing and measures nothing', async () => {
    await using world = await aCredential({ versions: [ann(), remembering('pulse trouble=LivePairDead since=-3d')] });
    const before = await world.labels();
    const { did, report } = await watch(world, { dryRun: true });
    expect(did).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      run done: run=watch dryRun=true verdict=Watched"
    `);
    expect(lineOf(report)).toMatchInlineSnapshot(
      `"dryRun=true notices=[kind=RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10, kind=LivePairRecovered live=bob since=-3d was=LivePairDead] measures=(WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 PulseWell=1) live=(value=pair login=(kind=accepted)) egress=[203.0.113.7/32]"`,
    );
    expect(await world.labels()).toEqual(before);
  });
  it('that is none says so', async () => {
    await using world = await aCredential({ versions: [bob] });
    const { did, report } = await watch(world, { dryRun: false });
    expect(did).toContain('emit');
    expect(report?.dryRun).toBe(false);
  });
  it('says what it would do where a pair was put by hand', async () => {
    await using world = await aCredential({ versions: [bob, { id: 'hand', holds: 'cem' }] });
    expect(lineOf((await watch(world, { dryRun: true })).report)).toMatchInlineSnapshot(
      `"dryRun=true notices=[] measures=(WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=0 OldestRevocationDays=0 PulseWell=1) live=(value=pair login=(kind=accepted)) egress=[203.0.113.7/32]"`,
    );
  });
});
