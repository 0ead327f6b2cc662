import { describe, expect, it } from 'vitest';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import { ann, intakeWith, readsOf, run, starting, step } from './a-step.ts';

const created = (surroundings: Surroundings) => step('createSecret', surroundings);

describe('the live pair, staged again', () => {
  it('is told to ops, and the intake is emptied', async () => {
    await using world = await starting({ intake: intakeWith('ann', { note: 'by cem' }) });
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(`
      "login ann 3x
      tell PairRefused refused=(verdict=AlreadyLive pair=ann) during=createSecret
      intake put next empty [octopus/empty]
      intake label next octopus/verdict=AlreadyLive/token=next/notified=AlreadyLive
      intake label next AWSCURRENT, off inbox
      rotation step failed: step=createSecret token=next verdict=AlreadyLive reason=the staged pair is already the live pair, so the intake was emptied; check whether the staged pair is from the newest mail of the account manager; if it is, ask the account manager for a new pair; stage the right pair"
    `);
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=AlreadyLive reason=the staged pair was the live one, and the intake was emptied; stage a new pair"`,
    );
  });
  it('brings what a rotation before it left open to its end', async () => {
    const versions = [
      { id: 'older', holds: 'cem', labels: ['due at=-9d live=-180d reason=leak for=ann'] },
      { ...ann, labels: ['staged at=-9d reason=leak'] },
    ];
    expect(await created({ versions, intake: intakeWith('ann') })).toMatchInlineSnapshot(`
      "login ann 3x
      tell RevocationRequested old=cem live=ann sameKey=false reason=leak replacedAt=-9d
      label older requested at=now live=-180d left=-9d reason=leak for=ann
      take due at=-9d live=-180d reason=leak for=ann off older
      record cem what=requested versionId=older why=leak
      tell PairPromoted pair=ann promotedAt=-9d reason=leak requested=[cem] waiting=[] anotherPairStaged=false clientUncompared=false
      label old live at=+5s live=-9d
      take staged at=-9d reason=leak off old
      record ann what=promoted versionId=old why=leak
      tell PairRefused refused=(verdict=AlreadyLive pair=ann) during=createSecret
      intake put next empty [octopus/empty]
      intake label next octopus/verdict=AlreadyLive/token=next/notified=AlreadyLive
      intake label next AWSCURRENT, off inbox
      rotation step failed: step=createSecret token=next verdict=AlreadyLive reason=the staged pair is already the live pair, so the intake was emptied; check whether the staged pair is from the newest mail of the account manager; if it is, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it('that does not log in brings no request with it', async () => {
    const versions = [
      { id: 'older', holds: 'cem', labels: ['due at=-9d live=-180d reason=leak for=ann'] },
      { ...ann, labels: ['staged at=-9d reason=leak'] },
    ];
    expect(await created({ versions, intake: intakeWith('ann'), vendor: { ann: 'down' } })).toMatchInlineSnapshot(`
      "login ann 3x
      tell PairPromoted pair=ann promotedAt=-9d reason=leak requested=[] waiting=[cem] anotherPairStaged=false clientUncompared=false
      label old live at=now live=-9d
      take staged at=-9d reason=leak off old
      record ann what=promoted versionId=old why=leak
      tell PairRefused refused=(verdict=AlreadyLive pair=ann) during=createSecret
      intake put next empty [octopus/empty]
      intake label next octopus/verdict=AlreadyLive/token=next/notified=AlreadyLive
      intake label next AWSCURRENT, off inbox
      rotation step failed: step=createSecret token=next verdict=AlreadyLive reason=the staged pair is already the live pair, so the intake was emptied; check whether the staged pair is from the newest mail of the account manager; if it is, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it('that is not the live one any more after the login', async () => {
    const did = await created({ intake: intakeWith('ann'), meanwhile: { ann: ({ put }) => put('hand', 'eve') } });
    expect(did).toMatchInlineSnapshot(`
      "login ann 3x
      rotation step failed: step=createSecret token=next verdict=CurrentMoved reason=AWSCURRENT moved while this rotation ran; AWS tries it again"
    `);
  });
  it('makes no call too many', async () => {
    const versions = [{ id: 'older', holds: 'cem', labels: ['due at=-9d live=-180d reason=leak for=ann'] }, ann];
    await using world = await aCredential({ versions, pending: { id: 'next' }, intake: intakeWith('ann') });
    expect(await readsOf(world, 'createSecret')).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "DescribeSecret",
        "GetSecretValue",
        "DescribeSecret",
        "DescribeSecret",
      ]
    `);
  });
  it('brings no request with it where somebody goes back while values are read', async () => {
    const versions = [{ id: 'older', holds: 'cem', labels: ['due at=-9d live=-180d reason=leak for=ann'] }, ann];
    await using world = await aCredential({ versions, pending: { id: 'next' }, intake: intakeWith('ann') });
    world.before('GetSecretValue', 4, () => world.move('AWSCURRENT', 'old', 'older'));
    expect(await run(world, 'createSecret')).not.toContain('tell RevocationRequested');
  });
});
