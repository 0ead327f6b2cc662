import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { ann, bob, day, watch } from './a-day.ts';

describe('a run', () => {
  it('goes on after a part that has failed, and fails at its end', async () => {
    const versions = [{ id: 'live', holds: 'bob', labels: ['live at=-335d live=-335d'] }];
    expect(await day({ versions, vendor: { bob: 'refused' }, untold: ['RotationDue'] })).toMatchInlineSnapshot(`
      "login bob 2x
      tell LivePairDead live=bob since=+5s hasLoggedIn=true
      record what=troubled versionId=live why=LivePairDead
      label live health trouble=LivePairDead since=+5s notified=+5s
      run failed: run=watch dryRun=false verdict=Error reason=RotationDue cannot be told"
    `);
  });
  it('of which two parts have failed fails with the first failure', async () => {
    const versions = [{ id: 'live', holds: 'bob', labels: ['live at=-335d live=-335d'] }];
    const did = await day({ versions, vendor: { bob: 'refused' }, untold: ['RotationDue', 'LivePairDead'] });
    expect(did).toContain('reason=RotationDue cannot be told');
  });
  it('reconciles what somebody has changed manually before it logs in', async () => {
    const did = await day({ versions: [bob, { id: 'hand', holds: 'cem' }] });
    expect(did).toMatchInlineSnapshot(`
      "label hand live at=now live=-100d login=none
      record cem what=live versionId=hand
      label live rolled-back at=now live=-10d for=cem
      take live at=-10d live=-10d off live
      record ~bob what=rolled-back versionId=live
      login cem 2x
      label hand live at=now live=-100d
      take live at=now live=-100d login=none off hand
      record cem what=live versionId=hand
      emit api WatchRuns=1 AgeDays=100 DaysToDue=264.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('of a live version that cannot be read fails', async () => {
    await using world = await aCredential({ versions: [bob] });
    world.hide(1);
    expect((await watch(world)).did).toMatchInlineSnapshot(
      `"run failed: run=watch dryRun=false verdict=Error reason=the live version has no value yet; the next run looks at it again"`,
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
        "UpdateSecretVersionStage",
        "DescribeSecret",
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
      label hand live at=+5s live=-335d login=none: ThrottlingException
      tell LivePairDead live=bob since=+5s hasLoggedIn=true
      record what=troubled versionId=hand why=LivePairDead
      label hand health trouble=LivePairDead since=+5s notified=+5s: ThrottlingException
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
