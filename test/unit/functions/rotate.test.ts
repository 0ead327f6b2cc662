import { describe, expect, it } from 'vitest';
import { createRotate } from '../../../lambda/functions/rotate.ts';
import { intakeWith, run, starting } from '../rotation/a-step.ts';
import { aCredential } from '../world/a-credential.ts';
import { idOf, wordsOf } from '../world/trace.ts';

describe('a step', () => {
  it('that is no event of Secrets Manager is refused', async () => {
    await using world = await aCredential();
    const rotating = createRotate(world.ports)({ Step: 'createSecret' }, world.invocation);
    await expect(rotating).rejects.toThrow('this is no rotation event, see SecretId, ClientRequestToken');
    expect(world.did()).toMatchInlineSnapshot(
      `"rotation step failed: step=unknown credential=unknown token=unknown verdict=InvalidEvent reason=this is no rotation event, see SecretId, ClientRequestToken; only Secrets Manager invokes this function"`,
    );
  });
  it('logs in until ten seconds before its time is over, and says how long it took', async () => {
    const took: unknown[] = [];
    await using world = await starting({
      intake: intakeWith('bob'),
      meanwhile: { bob: ({ clock }) => clock.sleep(1_500) },
    });
    const log = { ...world.ports.log, step: (line: object) => void took.push(line) };
    await run({ ...world, ports: { ...world.ports, log } }, 'createSecret');
    expect(world.deadlines).toEqual([110_000]);
    expect(took).toEqual([
      { step: 'createSecret', credential: 'api', token: idOf('next'), verdict: 'Accepted', durationMs: 1_500 },
    ]);
  });
  it('that breaks says no more of what broke than its name', async () => {
    await using world = await starting({ intake: intakeWith('bob') });
    const octopus = { ...world.ports.octopus, login: () => Promise.reject('a text with a secret') };
    const { ARN } = await world.describe();
    const event = { Step: 'createSecret', SecretId: ARN, ClientRequestToken: idOf('next') };
    await createRotate({ ...world.ports, octopus })(event, world.invocation).catch(() => undefined);
    expect(wordsOf(world.did())).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=UnknownError reason=unknown"`,
    );
  });
});

describe('the steps of a rotation', () => {
  it('lead from the intake to the live pair', async () => {
    await using world = await starting({ intake: intakeWith('bob') });
    const did: string[] = [];
    for (const name of ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const)
      did.push(await run(world, name));
    expect(did.join('\n\n')).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted

      rotation step done: step=setSecret token=next verdict=NothingToSet

      login bob 3x
      rotation step done: step=testSecret token=next verdict=Accepted

      label old due at=now live=-90d reason=scheduled for=bob
      take live at=-90d live=-90d off old
      record ann what=due versionId=old why=scheduled
      label next AWSCURRENT, off old
      tell RevocationRequested old=ann live=bob sameKey=false reason=scheduled replacedAt=now
      label old requested at=now live=-90d left=now reason=scheduled for=bob
      take due at=now live=-90d reason=scheduled for=bob off old
      record ann what=requested versionId=old why=scheduled
      tell PairPromoted pair=bob promotedAt=now reason=scheduled requested=[ann] waiting=[] anotherPairStaged=false clientUncompared=false
      label next live at=now live=now
      take staged at=now reason=scheduled off next
      record bob what=promoted versionId=next why=scheduled
      intake put next empty [octopus/empty]
      intake label next AWSCURRENT, off inbox
      rotation step done: step=finishSecret token=next verdict=Promoted"
    `);
  });
  it('refuse a pair of another client account than the configuration names for the credential', async () => {
    const credentials = new Map([
      ['other', '42'],
      ['api', '43'],
    ]);
    await using world = await starting({ intake: intakeWith('bob'), config: { credentials } });
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=ClientMismatch pair=bob expected=43 found=42) during=createSecret
      intake label inbox octopus/verdict=ClientMismatch/token=next/notified=ClientMismatch
      record bob what=refused versionId=next why=ClientMismatch
      rotation step failed: step=createSecret token=next verdict=ClientMismatch reason=the staged pair belongs to client account 42, but 43 is expected; ask the account manager for a pair of client account 43; stage the new pair"
    `);
  });
});
