import { describe, expect, it } from 'vitest';
import { ann, bob, day } from './a-day.ts';

describe('a day on which the live pair logs in', () => {
  it('and nothing is open leaves nothing', async () => {
    expect(await day({ versions: [bob] })).toMatchInlineSnapshot(`
      "login bob 2x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the old pair is refused proves that it is dead', async () => {
    expect(await day({ vendor: { ann: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell RevocationProved old=ann live=bob sameKey=false requestedAt=-10d provedAt=now
      record ann what=proved versionId=old
      label old revoked at=now live=-100d
      take requested at=-10d live=-100d off old
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the old pair is refused takes away that and why support was chased', async () => {
    const versions = [ann('reason=leak chased=-1d'), bob];
    expect(await day({ versions, vendor: { ann: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell RevocationProved old=ann live=bob sameKey=false requestedAt=-10d provedAt=now
      record ann what=proved versionId=old
      label old revoked at=now live=-100d
      take requested at=-10d live=-100d reason=leak chased=-1d off old
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=0 OldestRevocationDays=0 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the old pair logs in, too, chases support', async () => {
    expect(await day()).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=other replacedAt=-10d days=10
      record ann what=chased versionId=old why=10 days
      label old requested at=-10d live=-100d chased=now
      take requested at=-10d live=-100d off old
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the old pair has the key of the live one', async () => {
    const versions = [
      { ...ann(), holds: 'cem/bob' },
      { ...bob, holds: 'cem' },
    ];
    expect(await day({ versions })).toContain('sameKey=true');
  });
  it('and the old pair logs in, too, chases support daily after a leak', async () => {
    const versions = [ann('reason=leak chased=-1d'), bob];
    expect(await day({ versions })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell RevocationOverdue old=ann live=bob sameKey=false requestedAt=-10d reason=leak replacedAt=-10d days=10
      record ann what=chased versionId=old why=10 days
      label old requested at=-10d live=-100d reason=leak chased=now
      take requested at=-10d live=-100d reason=leak chased=-1d off old
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and support was chased as often as it should be leaves it', async () => {
    const versions = [ann('chased=-2d'), bob];
    expect(await day({ versions })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the login with the old pair is inconclusive remembers that', async () => {
    expect(await day({ vendor: { ann: 'down' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      label live health trouble=Inconclusive since=now
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=1
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('names since when the old pair is replaced, as its label says', async () => {
    const versions = [
      { ...ann(), labels: ['requested at=-8d live=-100d left=-10d'] },
      { ...bob, labels: ['live at=-3d live=-10d'] },
    ];
    expect(await day({ versions })).toContain('replacedAt=-10d');
  });
  it('names the date of the request where the label does not say', async () => {
    const versions = [{ ...ann(), labels: ['requested at=-15d live=-100d'] }, bob];
    expect(await day({ versions })).toContain('replacedAt=-15d');
  });
});

describe('a day on which the live pair does not log in', () => {
  it('and the old one does is the day on which the wrong pair was revoked', async () => {
    expect(await day({ vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell WrongPairRevoked live=bob old=ann since=+5s
      record what=troubled versionId=live why=WrongPairRevoked
      label live health trouble=WrongPairRevoked since=+5s notified=+5s
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=0
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and the old one does not either reports a dead pair', async () => {
    expect(await day({ vendor: { ann: 'refused', bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell LivePairDead live=bob since=+5s hasLoggedIn=true
      record what=troubled versionId=live why=LivePairDead
      label live health trouble=LivePairDead since=+5s notified=+5s
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=0
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it('and has never logged in reports a dead pair that somebody put', async () => {
    const versions = [ann(), { ...bob, labels: ['live at=-10d live=-10d login=none'] }];
    expect(await day({ versions, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 2x
      login ann 1x
      tell LivePairDead live=bob since=+5s hasLoggedIn=false
      record what=troubled versionId=live why=LivePairDead
      label live health trouble=LivePairDead since=+5s notified=+5s
      emit api WatchRuns=1 AgeDays=10 DaysToDue=354.6 OpenRevocations=1 OldestRevocationDays=10 LivePairHealthy=0
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });
  it.each(['down', 'blocked'] as const)(
    'because the vendor gives no verdict tries no other pair: %s',
    async (answer) => {
      const did = await day({ vendor: { bob: answer } });
      expect(did.split('\n').filter((line) => line.startsWith('login'))).toEqual(['login bob 2x']);
      expect(did).toContain('label live health trouble=Inconclusive since=now');
    },
  );
});
