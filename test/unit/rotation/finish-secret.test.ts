import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import { documentOf, intakeId, placeholder } from '../world/given.ts';
import {
  ann,
  finished,
  finishedInstead,
  finishing,
  intakeHolding,
  intakeWith,
  readsOf,
  run,
  staged,
} from './a-step.ts';

const first = { versions: [{ id: 'first', holds: placeholder }] };

describe('a pair that was accepted', () => {
  it('goes live, its predecessor is to be revoked, and the intake is emptied', async () => {
    expect(await finished()).toMatchInlineSnapshot(`
      "label old due at=now live=-90d reason=leak for=bob
      take live at=-90d live=-90d off old
      record ann what=due versionId=old why=leak
      label next AWSCURRENT, off old
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=now
      label old requested at=now live=-90d left=now reason=leak for=bob
      take due at=now live=-90d reason=leak for=bob off old
      record ann what=requested versionId=old why=leak
      tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=-1m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('goes live with the note that was staged with it', async () => {
    const intake = intakeHolding(documentOf('bob', { note: 'by cem' }));
    expect(await finishedInstead({ intake })).toMatchInlineSnapshot(`
      "= 8 lines
      - tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      + tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false note=by cem
      = 5 lines"
    `);
  });
  it('is due, requested and reported for the reason with which it was staged', async () => {
    expect(await finished({ pending: staged('reason=scheduled') })).toMatchInlineSnapshot(`
      "label old due at=now live=-90d reason=scheduled for=bob
      take live at=-90d live=-90d off old
      record ann what=due versionId=old why=scheduled
      label next AWSCURRENT, off old
      tell RevocationRequested old=ann live=bob sameKey=false reason=scheduled replacedAt=now
      label old requested at=now live=-90d left=now reason=scheduled for=bob
      take due at=now live=-90d reason=scheduled for=bob off old
      record ann what=requested versionId=old why=scheduled
      tell PairPromoted pair=bob promotedAt=now reason=scheduled requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=-1m reason=scheduled off next
      record bob what=promoted versionId=next why=scheduled
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('has its predecessor revoked as scheduled where the staged label names no reason', async () => {
    const did = await finished({ pending: staged('') });
    expect(did).toContain('record ann what=due versionId=old why=scheduled');
    expect(did).toContain('tell RevocationRequested old=ann live=bob sameKey=false reason=scheduled replacedAt=now');
  });
  it('goes live as the first one', async () => {
    expect(await finished(first)).toMatchInlineSnapshot(`
      "label next AWSCURRENT, off first
      tell PairPromoted pair=bob promotedAt=now reason=leak requested=[] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=-1m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('goes live in place of a broken value', async () => {
    expect(await finishedInstead({ versions: [{ ...ann, holds: 'broken' }] }, first)).toMatchInlineSnapshot(`
      "- label next AWSCURRENT, off first
      + label next AWSCURRENT, off old
      + take live at=-90d live=-90d off old
      + record what=closed versionId=old
      = 6 lines"
    `);
  });
  it('goes live in place of itself, put by hand: nothing is to be revoked', async () => {
    expect(await finishedInstead({ versions: [{ id: 'hand', holds: 'bob' }] }, first)).toMatchInlineSnapshot(`
      "- label next AWSCURRENT, off first
      + label next AWSCURRENT, off hand
      = 6 lines"
    `);
  });
  it('goes live in place of a pair that was put by hand', async () => {
    expect(await finished({ versions: [{ id: 'hand', holds: 'ann' }] })).toMatchInlineSnapshot(`
      "label hand live at=now live=-100d login=none
      record ann what=live versionId=hand
      label hand due at=now live=-100d reason=leak for=bob login=none
      take live at=now live=-100d login=none off hand
      record ann what=due versionId=hand why=leak
      label next AWSCURRENT, off hand
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=now
      label hand requested at=now live=-100d left=now reason=leak for=bob login=none
      take due at=now live=-100d reason=leak for=bob login=none off hand
      record ann what=requested versionId=hand why=leak
      tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=-1m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('says that the client account could not be compared', async () => {
    expect(await finished({ pending: staged('reason=leak client=uncompared') })).toContain('clientUncompared=true');
  });
  it('leaves another pair in the intake, and its note to itself', async () => {
    expect(
      await finishedInstead({ intake: intakeHolding(documentOf('cem', { note: 'by dee' })) }),
    ).toMatchInlineSnapshot(`
      "+ login bob 3x
      = 8 lines
      - tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      + tell PairPromoted pair=bob promotedAt=now reason=leak requested=[ann] waiting=[] anotherPairStaged=true clientUncompared=false
      = 3 lines
      - intake label emptied AWSCURRENT, off inbox
      = 1 line"
    `);
  });
  it('leaves what is no pair in the intake', async () => {
    expect(await finished({ intake: intakeHolding('broken') })).toContain('anotherPairStaged=true');
  });
  it('finds the intake empty already', async () => {
    const did = await finished({ intake: [{ id: 'emptied', holds: emptyDocument, labels: ['octopus/empty'] }] });
    expect(did).toContain('anotherPairStaged=false');
    expect(did).not.toContain('intake');
  });
  it('leaves a pair that is put into the intake meanwhile', async () => {
    await using world = await finishing();
    world.before('UpdateSecretVersionStage', 1, () => world.put('late', documentOf('dee'), intakeId));
    expect((await run(world, 'finishSecret')).split('\n').slice(-2)).toMatchInlineSnapshot(`
      [
        "intake label emptied AWSCURRENT, off inbox: InvalidParameterException",
        "rotation step done: step=finishSecret token=next verdict=Promoted",
      ]
    `);
  });
  it('makes no call too many', async () => {
    await using world = await finishing();
    expect(await readsOf(world, 'finishSecret')).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "GetSecretValue",
        "DescribeSecret",
      ]
    `);
  });
  it('makes no call too many where a value was put by hand before it', async () => {
    await using world = await finishing({ versions: [{ id: 'hand', holds: 'ann' }] });
    expect(await readsOf(world, 'finishSecret')).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "GetSecretValue",
        "DescribeSecret",
      ]
    `);
  });
  it('is taken out of an intake that was never emptied', async () => {
    expect(await finished({ intake: intakeWith('bob') })).toContain('intake put next empty [octopus/empty]');
  });
  it('passes a note on beside a case whose value is no pair', async () => {
    const broken = { id: 'broken', holds: 'broken', labels: ['requested at=-9d live=-180d'] };
    const intake = intakeHolding(documentOf('bob', { note: 'by cem' }));
    expect(await finished({ versions: [broken, ann], intake })).toContain('note=by cem');
  });
  it('reads an open case once', async () => {
    const older = { id: 'older', holds: 'cem', labels: ['requested at=-9d live=-180d'] };
    await using world = await finishing({ versions: [older, ann] });
    const reads = await readsOf(world, 'finishSecret');
    expect(reads.filter((operation) => operation === 'GetSecretValue')).toHaveLength(4);
  });
  it('asks for nobody’s pair any more that somebody has gone back to while a mail was sent', async () => {
    const left = { id: 'left', holds: 'cem', labels: ['rolled-back at=-5d live=-100d for=ann'] };
    await using world = await finishing({
      versions: [left, ann],
      mailed: { RevocationRequested: ({ move }) => move('AWSCURRENT', 'next', 'old') },
    });
    const did = await run(world, 'finishSecret');
    expect(did).toContain('tell RevocationRequested old=cem');
    expect(did).not.toContain('tell RevocationRequested old=ann');
  });
  it('has a request withdrawn once where its pair stands in two versions', async () => {
    const twin = { id: 'twin', holds: 'ann', labels: ['requested at=-9d live=-100d'] };
    const asked = { ...ann, labels: ['requested at=-9d live=-100d'] };
    const did = await finished({ versions: [twin, asked] });
    expect(did.split('\n').filter((line) => line.startsWith('tell RevocationWithdrawn'))).toHaveLength(1);
  });
});

describe('what is not ours to promote', () => {
  it('has no value', async () => {
    expect(await finished({ pending: { id: 'next' } })).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=PendingNotReadable reason=the pending version next has no value; AWS tries again from createSecret"`,
    );
  });
  it('has no label', async () => {
    expect(await finished({ pending: { id: 'next', holds: 'bob' } })).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('has another state', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['rolled-back at=-1m live=-9d for=ann'] };
    expect(await finished({ pending })).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('is no pair', async () => {
    expect(await finished({ pending: { ...staged(), holds: 'broken' } })).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
});
