import { describe, expect, it } from 'vitest';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import { differenceOf } from '../world/difference.ts';
import { documentOf, placeholder } from '../world/given.ts';
import { intakeHolding, readsOf, run } from './a-step.ts';

/** finishSecret of a rotation whose pair is live already. */
async function completed(surroundings: Surroundings = {}): Promise<string> {
  await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')), ...surroundings });
  return await run(world, 'finishSecret');
}

/** What it does differently in these surroundings than in others, by default those of a cut directly after the move. */
const completedInstead = async (surroundings: Surroundings, others: Surroundings = {}): Promise<string> =>
  differenceOf(await completed(others), await completed(surroundings));

const old = { id: 'old', holds: 'ann', labels: ['due at=-1m live=-90d reason=leak for=bob'] };
const promoted = { id: 'next', holds: 'bob', labels: ['staged at=-2m reason=leak'] };
const versions = [old, promoted];
const down: Surroundings = { vendor: { bob: 'down' } };

describe('a rotation that was cut off after the move', () => {
  it('is brought to its end once its pair has logged in', async () => {
    expect(await completed()).toMatchInlineSnapshot(`
      "login bob 3x
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=-1m
      label old requested at=now live=-90d left=-1m reason=leak for=bob
      take due at=-1m live=-90d reason=leak for=bob off old
      record ann what=requested versionId=old why=leak
      tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=+5s live=-1m
      take staged at=-2m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Completed"
    `);
  });
  it('is brought to its end with the note that was staged with its pair', async () => {
    const intake = intakeHolding(documentOf('bob', { note: 'by cem' }));
    expect(await completedInstead({ intake })).toMatchInlineSnapshot(`
      "= 5 lines
      - tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      + tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false note=by cem
      = 5 lines"
    `);
  });
  it('is brought to its end where only the request was left', async () => {
    const live = { ...promoted, labels: ['live at=-1m live=-1m'] };
    expect(await completed({ versions: [old, live] })).toMatchInlineSnapshot(`
      "login bob 3x
      tell RevocationRequested old=ann live=bob sameKey=false reason=leak replacedAt=-1m
      label old requested at=now live=-90d left=-1m reason=leak for=bob
      take due at=-1m live=-90d reason=leak for=bob off old
      record ann what=requested versionId=old why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Completed"
    `);
  });
  it('needs no login where nothing is open but the intake', async () => {
    const requested = { ...old, labels: ['requested at=-1m live=-90d reason=leak'] };
    const live = { ...promoted, labels: ['live at=-1m live=-1m'] };
    expect(await completed({ versions: [requested, live] })).toMatchInlineSnapshot(`
      "intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Completed"
    `);
  });
  it('has put another pair into nobody’s way', async () => {
    expect(await completedInstead({ intake: intakeHolding(documentOf('cem')) })).toMatchInlineSnapshot(`
      "= 5 lines
      - tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      + tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[ann] waiting=[] anotherPairStaged=true clientUncompared=false
      = 3 lines
      - intake label emptied AWSCURRENT, off inbox
      = 1 line"
    `);
  });
  it('asks for nothing while the vendor refuses its pair, and tells ops', async () => {
    expect(await completedInstead({ vendor: { bob: 'refused' } }, down)).toMatchInlineSnapshot(`
      "= 6 lines
      - rotation step failed: step=finishSecret token=next verdict=Unavailable reason=the pair is live, and the vendor gave no verdict on it (SERVER_ERROR); support is asked once it has logged in
      + tell LivePairDead live=bob since=now hasLoggedIn=true
      + record what=troubled versionId=next why=LivePairDead
      + label next health trouble=LivePairDead since=now notified=now
      + rotation step failed: step=finishSecret token=next verdict=PromotedPairRefused reason=the vendor accepted this pair before it was promoted and refuses it now; stage a new pair and rotate"
    `);
  });
  it('asks for nothing while the vendor is down', async () => {
    expect(await completed(down)).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairPromoted pair=bob promotedAt=-1m reason=leak requested=[] waiting=[ann] anotherPairStaged=false clientUncompared=false
      label next live at=now live=-1m
      take staged at=-2m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step failed: step=finishSecret token=next verdict=Unavailable reason=the pair is live, and the vendor gave no verdict on it (SERVER_ERROR); support is asked once it has logged in"
    `);
  });
  it('asks for nothing while our address is not allowed', async () => {
    expect(await completedInstead({ vendor: { bob: 'blocked' } }, down)).toMatchInlineSnapshot(`
      "= 6 lines
      - rotation step failed: step=finishSecret token=next verdict=Unavailable reason=the pair is live, and the vendor gave no verdict on it (SERVER_ERROR); support is asked once it has logged in
      + rotation step failed: step=finishSecret token=next verdict=Unavailable reason=the pair is live, and the vendor gave no verdict on it (it does not allow our egress address); support is asked once it has logged in"
    `);
  });
  it('leaves it to whoever went back during the login', async () => {
    const did = await completed({ meanwhile: { bob: ({ move }) => move('AWSCURRENT', 'next', 'old') } });
    expect(did).toMatchInlineSnapshot(`
      "login bob 3x
      rotation step failed: step=finishSecret token=next verdict=CurrentMoved reason=AWSCURRENT moved while this rotation ran; AWS tries it again"
    `);
  });
  it('is nothing where the live value is no pair', async () => {
    expect(await completed({ versions: [old, { ...promoted, holds: 'broken' }] })).toMatchInlineSnapshot(
      `"rotation step done: step=finishSecret token=next verdict=AlreadyCurrent"`,
    );
  });
  it('needs a login where nothing is to be revoked and nobody was told', async () => {
    const first = { id: 'first', holds: placeholder };
    expect(await completed({ versions: [first, promoted] })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairPromoted pair=bob promotedAt=now reason=leak requested=[] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=-2m reason=leak off next
      record bob what=promoted versionId=next why=leak
      intake label emptied AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Completed"
    `);
    expect((await completed({ versions: [first, { ...promoted, labels: [] }] })).split('\n')[0]).toBe('login bob 3x');
  });
  it('needs a login where one of two is due', async () => {
    const requested = { id: 'older', holds: 'cem', labels: ['requested at=-9d live=-180d'] };
    const live = { ...promoted, labels: ['live at=-1m live=-1m'] };
    expect((await completed({ versions: [requested, old, live] })).split('\n')[0]).toBe('login bob 3x');
  });
  it('is looked at for ten seconds where it cannot be read', async () => {
    await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')) });
    const began = world.clock.now().getTime();
    world.hide(99);
    expect(await run(world, 'finishSecret')).toMatchInlineSnapshot(
      `"rotation step failed: step=finishSecret token=next verdict=PendingNotReadable reason=version next is live and cannot be read; it will be tried again"`,
    );
    expect(world.clock.now().getTime() - began).toBe(10_000);
  });
  it('is brought to its end where it can be read a second later', async () => {
    await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')) });
    world.hide(1);
    expect(await run(world, 'finishSecret')).toContain('verdict=Completed');
  });
  it('makes no call too many', async () => {
    await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')) });
    expect(await readsOf(world, 'finishSecret')).toMatchInlineSnapshot(`
      [
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
  it('asks for nothing where somebody goes back while values are read', async () => {
    await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')) });
    world.before('GetSecretValue', 3, () => world.move('AWSCURRENT', 'next', 'old'));
    expect(await run(world, 'finishSecret')).not.toContain('tell RevocationRequested');
  });
  it('reads its own value, whatever has become live before that', async () => {
    await using world = await aCredential({ versions, intake: intakeHolding(documentOf('bob')) });
    world.before('GetSecretValue', 1, () => world.put('hand', 'eve'));
    expect(await run(world, 'finishSecret')).toContain('login bob');
  });
});
