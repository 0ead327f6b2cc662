import { describe, expect, it } from 'vitest';
import { dead, goBack, rolledBack, versions } from '../rollback/a-rollback.ts';
import { aCredential } from '../world/a-credential.ts';

describe('a rollback by hand', () => {
  it('tells, records and reports what it did', async () => {
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
  it('is refused where the live pair works, but for its flag', async () => {
    expect(await rolledBack({ vendor: {} })).toContain('verdict=LivePairWorks');
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
  it('is asked for with another key than its flag', async () => {
    expect(await rolledBack({}, { dryRun: true })).toMatchInlineSnapshot(
      `"run failed: run=rollback credential=unknown dryRun=false verdict=InvalidEvent reason=this is no event for this function; expected {"credential": "<name or ARN>"}, optionally "evenThoughLiveWorks": true"`,
    );
  });
  it('has its own time: logins end ten seconds before it is over', async () => {
    await using world = await aCredential({ versions, vendor: dead });
    await goBack(world);
    expect(world.deadlines).toEqual([110_000, 110_000]);
  });
});
