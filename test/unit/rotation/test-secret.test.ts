import { describe, expect, it } from 'vitest';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import { documentOf, placeholder } from '../world/given.ts';
import { ann, intakeWith, run, staged, starting, step } from './a-step.ts';

const tested = (surroundings: Surroundings) => step('testSecret', { intake: intakeWith('bob'), ...surroundings });

describe('the staged pair', () => {
  it('is logged in with, as it is stored', async () => {
    expect(await tested({ pending: staged() })).toMatchInlineSnapshot(`
      "login bob 3x
      rotation step done: step=testSecret token=next verdict=Accepted"
    `);
  });
  it('that the vendor refuses now is told to ops, without the note of what is in the intake now', async () => {
    const intake = intakeWith('bob', { note: 'by cem' });
    expect(await tested({ pending: staged(), intake, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=testSecret
      intake label inbox octopus/verdict=Rejected/token=next/notified=test-Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=testSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('that the vendor refuses is told again where createSecret had told it', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Rejected/token=next/notified=Rejected']);
    expect(await tested({ pending: staged(), intake, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=testSecret
      intake take octopus/verdict=Rejected/token=next/notified=Rejected off inbox
      intake label inbox octopus/verdict=Rejected/token=next/notified=Rejected+test-Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=testSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('that the vendor refuses is told once', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Rejected/token=next/notified=test-Rejected']);
    expect(await tested({ pending: staged(), intake, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=testSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('may be another one than what is in the intake now', async () => {
    expect(
      await tested({ pending: staged(), intake: intakeWith('cem'), vendor: { bob: 'refused' } }),
    ).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=testSecret
      intake label inbox octopus/verdict=Rejected/token=next/notified=test-Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=testSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('cannot be tested from our address', async () => {
    expect(await tested({ pending: staged(), vendor: { bob: 'blocked' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=EgressBlocked pair=bob egress=[203.0.113.7/32]) during=testSecret
      intake label inbox octopus/verdict=EgressBlocked/token=next/notified=test-EgressBlocked
      record bob what=refused versionId=next why=EgressBlocked
      rotation step failed: step=testSecret token=next verdict=EgressBlocked reason=the vendor does not allow our egress address (403); this says nothing about the pair, which stays staged; ask the account manager to allow our egress addresses: 203.0.113.7/32; then rotate (found in testSecret: run "octopus unstick" first)"
    `);
  });
  it('is tested again while the vendor is down', async () => {
    expect(await tested({ pending: staged(), vendor: { bob: 'down' } })).toMatchInlineSnapshot(`
      "login bob 3x
      intake label inbox octopus/verdict=Unavailable/token=next
      record bob what=refused versionId=next why=Unavailable
      rotation step failed: step=testSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the pair (SERVER_ERROR); the pair stays staged; wait until tomorrow: AWS tries this rotation again by itself; if the pair is not live by then, rotate"
    `);
  });
  it('that has no value yet is looked at for ten seconds', async () => {
    await using world = await starting();
    const began = world.clock.now().getTime();
    expect(await run(world, 'testSecret')).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=PendingNotReadable reason=the pending version next has no value; AWS tries again from createSecret"`,
    );
    expect(world.clock.now().getTime() - began).toBe(10_000);
  });
  it('that is no pair was put by somebody else', async () => {
    expect(await tested({ pending: { ...staged(), holds: 'broken' } })).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('that has just been put, with a label that could not be seen yet, is ours', async () => {
    await using world = await aCredential({ versions: [ann], pending: { id: 'next', holds: 'bob' } });
    world.before('GetSecretValue', 1, () => world.label('next', 'staged at=-1m', 'AWSNOTE'));
    expect(await run(world, 'testSecret')).toMatchInlineSnapshot(`
      "login bob 3x
      rotation step done: step=testSecret token=next verdict=Accepted"
    `);
  });
});

describe('a rotation that is only being configured', () => {
  const configured = (holds: string, more: Surroundings = {}) =>
    tested({ versions: [{ ...ann, holds }], pending: { id: 'next', holds }, ...more });
  it('passes with the placeholder', async () => {
    expect(await configured(placeholder)).toMatchInlineSnapshot(
      `"rotation step done: step=testSecret token=next verdict=PlaceholderTested"`,
    );
  });
  it('passes with a live pair that logs in', async () => {
    expect(await configured('ann')).toMatchInlineSnapshot(`
      "login ann 3x
      rotation step done: step=testSecret token=next verdict=ConfigurationTested"
    `);
  });
  it('fails with a live pair that is refused', async () => {
    expect(await configured('ann', { vendor: { ann: 'refused' } })).toMatchInlineSnapshot(`
      "login ann 3x
      rotation step failed: step=testSecret token=next verdict=Rejected reason=the vendor does not accept the live pair"
    `);
  });
  it('fails where our address is not allowed', async () => {
    expect(await configured('ann', { vendor: { ann: 'blocked' } })).toMatchInlineSnapshot(`
      "login ann 3x
      rotation step failed: step=testSecret token=next verdict=EgressBlocked reason=the vendor does not allow our egress address; ask the account manager to allow it"
    `);
  });
  it('fails while the vendor is down', async () => {
    expect(await configured('ann', { vendor: { ann: 'down' } })).toMatchInlineSnapshot(`
      "login ann 3x
      rotation step failed: step=testSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the live pair (SERVER_ERROR)"
    `);
  });
  it('fails with a live value that is no pair', async () => {
    expect(await configured('broken')).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=LiveValueBroken reason=the live value is not a pair; stage a pair and rotate"`,
    );
  });
  it('is not what it is where the pending value is another one than the live one', async () => {
    expect(await tested({ pending: { id: 'next', holds: documentOf('bob') } })).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('is not what it is where the pending value has the label of another version', async () => {
    const labels = ['octopus:staged,at=-1m,version=other'];
    expect(await tested({ pending: { id: 'next', holds: 'bob', labels } })).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
  it('is not what it is where the pending value has another state of ours', async () => {
    const pending = { id: 'next', holds: 'bob', labels: ['requested at=-1m live=-1m'] };
    expect(await tested({ pending })).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=ForeignPending reason=the pending version next was not put by this function; run "octopus unstick", then rotate"`,
    );
  });
});
