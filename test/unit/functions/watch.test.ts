import { describe, expect, it } from 'vitest';
import { ann, bob, day, remembering, watch } from '../watch/a-day.ts';
import { aCredential } from '../world/a-credential.ts';
import { lineOf } from '../world/trace.ts';

describe('a run', () => {
  it('reports which notices it sent, and what it found', async () => {
    await using world = await aCredential({ versions: [ann(), bob] });
    expect(lineOf((await watch(world)).report)).toMatchInlineSnapshot(
      `"dryRun=false notices=[kind=RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10] egress=[203.0.113.7/32] measures=(WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1) live=(value=pair login=(kind=accepted))"`,
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
  it('tells and records what it found', async () => {
    expect(await day({ versions: [bob], vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      tell LivePairDead live=bob since=+5s hasLoggedIn=true
      record what=troubled versionId=live why=LivePairDead
      label live health trouble=LivePairDead since=+5s notified=+5s
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=0
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
      `"run failed: run=watch credential=unknown dryRun=false verdict=InvalidEvent reason=this is no event for this function; expected {"credential": "<name or ARN>"}, optionally "dryRun": true, or "handover": "complete" or "<date>""`,
    );
  });
  it('has its own time: logins end ten seconds before it is over', async () => {
    await using world = await aCredential({ versions: [bob] });
    await watch(world);
    expect(world.deadlines).toEqual([110_000]);
  });
});

describe('a dry run', () => {
  it('tells nobody, marks nothing and measures nothing', async () => {
    await using world = await aCredential({ versions: [ann(), remembering('health trouble=LivePairDead since=-3d')] });
    const before = await world.labels();
    const { did, report } = await watch(world, { dryRun: true });
    expect(did).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      run done: run=watch dryRun=true verdict=Watched"
    `);
    expect(lineOf(report)).toMatchInlineSnapshot(
      `"dryRun=true notices=[kind=RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10, kind=LivePairRecovered live=bob since=-3d was=LivePairDead] egress=[203.0.113.7/32] measures=(WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1) live=(value=pair login=(kind=accepted))"`,
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
      `"dryRun=true notices=[] egress=[203.0.113.7/32] measures=(WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1) live=(value=pair login=(kind=accepted))"`,
    );
  });
});
