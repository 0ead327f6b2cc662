import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { differenceOf } from '../world/difference.ts';
import { documentOf, intakeId } from '../world/given.ts';
import { ann, finished, finishedInstead, finishing, intakeWith, run, staged } from './a-step.ts';

describe('the mark on the predecessor', () => {
  it('is there already', async () => {
    const versions = [{ ...ann, labels: ['due at=-1m live=-90d reason=leak for=bob'] }];
    expect(await finished({ versions })).toMatchInlineSnapshot(`
      "label next AWSCURRENT, off old
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=-1m
      label old requested at=now live=-90d left=-1m reason=leak for=bob
      take due at=-1m live=-90d reason=leak for=bob off old
      record ann what=requested versionId=old why=leak
      tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=-1m
      take staged at=-1m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('was made for another reason', async () => {
    const versions = [{ ...ann, labels: ['due at=-1m live=-90d reason=scheduled for=bob'] }];
    expect(await finishedInstead({ versions })).toMatchInlineSnapshot(`
      "= 1 line
      - take live at=-90d live=-90d off old
      + take due at=-1m live=-90d reason=scheduled for=bob off old
      = 12 lines"
    `);
  });
  it('comes after what the promotion before left open', async () => {
    const versions = [
      { id: 'older', holds: 'cem', labels: ['due at=-90d live=-180d reason=departure for=ann'] },
      { ...ann, labels: ['staged at=-90d reason=departure'] },
    ];
    expect(await finishedInstead({ versions })).toMatchInlineSnapshot(`
      "+ tell PairPromoted pair=ann promotedAt=-90d reason=departure requested=[] waiting=[cem] anotherPairStaged=false clientUncompared=false
      + label old live at=now live=-90d
      + take staged at=-90d reason=departure off old
      + record ann what=promoted versionId=old why=departure
      = 1 line
      - take live at=-90d live=-90d off old
      + take live at=now live=-90d off old
      = 2 lines
      + tell RevocationRequested old=cem live=bob sameKey=false reason=departure replacedAt=-90d
      + label older requested at=now live=-180d left=-90d reason=departure for=ann
      + take due at=-90d live=-180d reason=departure for=ann off older
      + record cem what=requested versionId=older why=departure
      = 4 lines
      - tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      + tell PairPromoted pair=bob promotedAt=now reason=leak requested=[cem, ann] waiting=[] anotherPairStaged=false clientUncompared=false
      = 5 lines"
    `);
  });
  it('has the date of the value where nobody knows since when it is live', async () => {
    expect(await finishedInstead({ versions: [{ ...ann, labels: ['live at=-90d'] }] })).toMatchInlineSnapshot(`
      "- label old due at=now live=-90d reason=leak for=bob
      - take live at=-90d live=-90d off old
      + label old due at=now live=-100d reason=leak for=bob
      + take live at=-90d off old
      = 3 lines
      - label old requested at=now live=-90d left=now reason=leak for=bob
      - take due at=now live=-90d reason=leak for=bob off old
      + label old requested at=now live=-100d left=now reason=leak for=bob
      + take due at=now live=-100d reason=leak for=bob off old
      = 7 lines"
    `);
  });
});

describe('a login before the move', () => {
  it('is made again five minutes after the pair was staged', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-5m reason=leak'] };
    const did = await finished({ pending });
    expect(did.split('\n')[0]).toBe('login bob 3x');
    expect(did).toContain('verdict=Promoted');
  });
  it('is not made again a second earlier', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-299s reason=leak'] };
    expect(await finished({ pending })).not.toContain('login');
  });
  it('is made again where a login of this rotation has failed', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Unavailable/token=next']);
    expect((await finished({ intake })).split('\n')[0]).toBe('login bob 3x');
  });
  it('is not made again where a login of another rotation has failed', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Unavailable/token=before']);
    expect(await finished({ intake })).not.toContain('login');
  });
  it('that fails promotes nothing', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-5m reason=leak'] };
    expect(await finished({ pending, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=testSecret
      intake label inbox octopus/verdict=Rejected/token=next/notified=test-Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=finishSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('that teaches nothing promotes nothing', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['staged at=-5m reason=leak'] };
    expect(await finished({ pending, vendor: { bob: 'down' } })).toMatchInlineSnapshot(`
      "login bob 3x
      intake label inbox octopus/verdict=Unavailable/token=next
      record bob what=refused versionId=next why=Unavailable
      rotation step failed: step=finishSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the pair (SERVER_ERROR); the pair stays staged; wait until tomorrow: AWS tries this rotation again by itself; if the pair is not live by then, rotate"
    `);
  });
  it('is made again where the intake was overwritten since, with the verdict that lay there', async () => {
    await using world = await aCredential({
      versions: [ann],
      pending: staged(),
      intake: intakeWith('bob'),
      vendor: { bob: 'refused' },
    });
    await run(world, 'testSecret');
    await world.put('newer', documentOf('cem'), intakeId);
    expect(await run(world, 'finishSecret')).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=testSecret
      intake label newer octopus/verdict=Rejected/token=next/notified=test-Rejected: InvalidParameterException
      intake label newer octopus/verdict=Rejected/token=next/notified=test-Rejected, off inbox
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=finishSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
});

describe('a value that somebody puts by hand', () => {
  it('between labels and value stays', async () => {
    await using world = await finishing();
    world.before('GetSecretValue', 2, () => world.put('hand', 'eve'));
    expect(await run(world, 'finishSecret')).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=CurrentMoved reason=AWSCURRENT moved while this rotation ran; AWS tries it again"`,
    );
  });
  it('directly before the move stays', async () => {
    await using world = await finishing();
    world.before('UpdateSecretVersionStage', 3, () => world.put('hand', 'eve'));
    expect(await run(world, 'finishSecret')).toMatchInlineSnapshot(`
      "label old due at=now live=-90d reason=leak for=bob
      take live at=-90d live=-90d off old
      record ann what=due versionId=old why=leak
      label next AWSCURRENT, off old: InvalidParameterException
      rotation step failed: step=finishSecret token=next verdict=CurrentMoved reason=AWSCURRENT moved while this rotation ran; AWS tries it again"
    `);
  });
  it('is none where another run of the step was faster', async () => {
    await using world = await finishing();
    world.before('UpdateSecretVersionStage', 3, () => world.move('AWSCURRENT', 'old', 'next'));
    expect(differenceOf(await finished(), await run(world, 'finishSecret'))).toMatchInlineSnapshot(`
      "= 3 lines
      - label next AWSCURRENT, off old
      + label next AWSCURRENT, off old: InvalidParameterException
      = 10 lines"
    `);
  });
  it('may be what cannot be read for a moment', async () => {
    await using world = await finishing();
    world.before('GetSecretValue', 1, async () => world.hide(1));
    expect(await run(world, 'finishSecret')).toContain('verdict=CurrentMoved');
  });
});
