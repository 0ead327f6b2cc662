import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../world/a-credential.ts';
import { ann, intakeHolding, intakeWith, run, starting, step } from './a-step.ts';

const created = (surroundings: Surroundings) => step('createSecret', surroundings);

describe('a staged pair that is refused', () => {
  it('by the vendor is told to ops, with its note', async () => {
    const intake = intakeWith('bob', { note: 'asked for by cem' });
    expect(await created({ intake, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=Rejected pair=bob) during=createSecret note=asked for by cem
      intake label inbox octopus/verdict=Rejected/token=next/notified=Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=createSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it('because of our address is told with the addresses that we have', async () => {
    expect(await created({ intake: intakeWith('bob'), vendor: { bob: 'blocked' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=EgressBlocked pair=bob egress=[203.0.113.7/32]) during=createSecret
      intake label inbox octopus/verdict=EgressBlocked/token=next/notified=EgressBlocked
      record bob what=refused versionId=next why=EgressBlocked
      rotation step failed: step=createSecret token=next verdict=EgressBlocked reason=the vendor does not allow our egress address (403); this says nothing about the pair, which stays staged; ask the account manager to allow our egress addresses: 203.0.113.7/32; then rotate"
    `);
  });
  it('by nobody, as the vendor is down, is told to nobody', async () => {
    expect(await created({ intake: intakeWith('bob'), vendor: { bob: 'down' } })).toMatchInlineSnapshot(`
      "login bob 3x
      intake label inbox octopus/verdict=Unavailable/token=next
      record bob what=refused versionId=next why=Unavailable
      rotation step failed: step=createSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the pair (SERVER_ERROR); the pair stays staged; wait until tomorrow: AWS tries this rotation again by itself; if the pair is not live by then, rotate"
    `);
  });
  it('was told already', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Rejected/token=before/notified=Rejected']);
    expect(await created({ intake, vendor: { bob: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      intake take octopus/verdict=Rejected/token=before/notified=Rejected off inbox
      intake label inbox octopus/verdict=Rejected/token=next/notified=Rejected
      record bob what=refused versionId=next why=Rejected
      rotation step failed: step=createSecret token=next verdict=Rejected reason=the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment; compare the pair with the mail of the account manager; if they are the same, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it('for another reason than was told', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Rejected/token=before/notified=Rejected']);
    expect(await created({ intake, vendor: { bob: 'blocked' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=EgressBlocked pair=bob egress=[203.0.113.7/32]) during=createSecret
      intake take octopus/verdict=Rejected/token=before/notified=Rejected off inbox
      intake label inbox octopus/verdict=EgressBlocked/token=next/notified=Rejected+EgressBlocked
      record bob what=refused versionId=next why=EgressBlocked
      rotation step failed: step=createSecret token=next verdict=EgressBlocked reason=the vendor does not allow our egress address (403); this says nothing about the pair, which stays staged; ask the account manager to allow our egress addresses: 203.0.113.7/32; then rotate"
    `);
  });
  it('keeps what was told while the vendor is down', async () => {
    const intake = intakeWith('bob', {}, ['octopus/verdict=Rejected/token=before/notified=Rejected']);
    expect(await created({ intake, vendor: { bob: 'down' } })).toMatchInlineSnapshot(`
      "login bob 3x
      intake take octopus/verdict=Rejected/token=before/notified=Rejected off inbox
      intake label inbox octopus/verdict=Unavailable/token=next/notified=Rejected
      record bob what=refused versionId=next why=Unavailable
      rotation step failed: step=createSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the pair (SERVER_ERROR); the pair stays staged; wait until tomorrow: AWS tries this rotation again by itself; if the pair is not live by then, rotate"
    `);
  });
  it('is no pair', async () => {
    expect(await created({ intake: intakeHolding('{"API_KEY":"k"}') })).toMatchInlineSnapshot(`
      "tell PairRefused refused=(verdict=MalformedPair flaw=API_SECRET is missing) during=createSecret
      intake label inbox octopus/verdict=MalformedPair/token=next/notified=MalformedPair
      record what=refused versionId=next why=MalformedPair
      rotation step failed: step=createSecret token=next verdict=MalformedPair reason=the intake does not hold a valid pair: API_SECRET is missing; stage the pair again; the command removes what mail programs add"
    `);
  });
  it('is the live one, with a reason that there is not', async () => {
    await using world = await starting({ intake: intakeWith('ann', { reason: 'whim' }) });
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(`
      "login ann 3x
      tell PairRefused refused=(verdict=AlreadyLive pair=ann) during=createSecret
      intake put next empty [octopus/empty]
      intake label next octopus/verdict=AlreadyLive/token=next/notified=AlreadyLive
      intake label next AWSCURRENT, off inbox
      rotation step failed: step=createSecret token=next verdict=AlreadyLive reason=the staged pair is already the live pair, so the intake was emptied; check whether the staged pair is from the newest mail of the account manager; if it is, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it.each(['requested', 'due'])('is to be revoked: %s', async (state) => {
    const versions = [{ id: 'older', holds: 'bob', labels: [`${state} at=-9d live=-180d`] }, ann];
    expect(
      (await created({ versions, intake: intakeWith('bob', { note: 'by cem' }) })).split('\n').slice(0, 1),
    ).toEqual(['tell PairRefused refused=(verdict=AwaitingRevocation pair=bob) during=createSecret note=by cem']);
  });
  it('is to be revoked, and says so', async () => {
    const versions = [{ id: 'older', holds: 'bob', labels: ['requested at=-9d live=-180d'] }, ann];
    expect(await created({ versions, intake: intakeWith('bob') })).toMatchInlineSnapshot(`
      "tell PairRefused refused=(verdict=AwaitingRevocation pair=bob) during=createSecret
      intake label inbox octopus/verdict=AwaitingRevocation/token=next/notified=AwaitingRevocation
      record bob what=refused versionId=next why=AwaitingRevocation
      rotation step failed: step=createSecret token=next verdict=AwaitingRevocation reason=the staged pair is an old pair that is to be revoked; check whether the staged pair is from the newest mail of the account manager; if it is, ask the account manager for a new pair; stage the right pair"
    `);
  });
  it('quotes the live pair in its note', async () => {
    const intake = intakeWith('bob', { note: `in place of test-secret-of-ann` });
    expect(await created({ intake })).toMatchInlineSnapshot(`
      "tell PairRefused refused=(verdict=MalformedPair flaw=note contains the key or the secret of another pair) during=createSecret
      intake label inbox octopus/verdict=MalformedPair/token=next/notified=MalformedPair
      record bob what=refused versionId=next why=MalformedPair
      rotation step failed: step=createSecret token=next verdict=MalformedPair reason=the intake does not hold a valid pair: note contains the key or the secret of another pair; stage the pair again; the command removes what mail programs add"
    `);
  });
  it('quotes a pair that is to be revoked in its note', async () => {
    const versions = [{ id: 'older', holds: 'cem', labels: ['requested at=-9d live=-180d'] }, ann];
    const intake = intakeWith('bob', { note: `not test-key-of-cem-0002` });
    expect(await created({ versions, intake })).toMatchInlineSnapshot(`
      "tell PairRefused refused=(verdict=MalformedPair flaw=note contains the key or the secret of another pair) during=createSecret
      intake label inbox octopus/verdict=MalformedPair/token=next/notified=MalformedPair
      record bob what=refused versionId=next why=MalformedPair
      rotation step failed: step=createSecret token=next verdict=MalformedPair reason=the intake does not hold a valid pair: note contains the key or the secret of another pair; stage the pair again; the command removes what mail programs add"
    `);
  });
});

describe('the number of open revocations', () => {
  const owners = ['cem', 'dee', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'lea', 'max'];
  const open = (count: number) =>
    owners.slice(0, count).map((holds) => ({ id: holds, holds, labels: ['requested at=-9d live=-180d'] }));
  it('ten and the live one can still be held in labels', async () => {
    const did = await created({ versions: [...open(10), ann], intake: intakeWith('bob') });
    expect(did).toContain('verdict=Accepted');
  });
  it('eleven and the live one are too many', async () => {
    const intake = intakeWith('bob', { note: 'by cem' });
    expect(await created({ versions: [...open(11), ann], intake })).toMatchInlineSnapshot(`
      "tell PairRefused refused=(verdict=TooManyOutstanding pair=bob) during=createSecret note=by cem
      intake label inbox octopus/verdict=TooManyOutstanding/token=next/notified=TooManyOutstanding
      record bob what=refused versionId=next why=TooManyOutstanding
      rotation step failed: step=createSecret token=next verdict=TooManyOutstanding reason=too many old pairs are waiting to be revoked (at most 11); the pair stays staged; ask support to revoke the old pairs for which they have a request; then rotate"
    `);
  });
  it('eleven can be held where nothing live is to be replaced', async () => {
    const did = await created({ versions: [...open(11), { ...ann, holds: 'broken' }], intake: intakeWith('bob') });
    expect(did).toContain('verdict=Accepted');
  });
  it('one that comes back does not count', async () => {
    const left = { id: 'left', holds: 'bob', labels: ['rolled-back at=-9d live=-80d for=ann'] };
    const did = await created({ versions: [...open(10), left, ann], intake: intakeWith('bob') });
    expect(did).toContain('verdict=Accepted');
  });
  it('counts one whose value is no pair', async () => {
    const broken = { id: 'broken', holds: 'broken', labels: ['requested at=-9d live=-180d pair=max'] };
    const did = await created({ versions: [...open(10), broken, ann], intake: intakeWith('bob') });
    expect(did).toContain('verdict=TooManyOutstanding');
  });
});
