import { describe, expect, it } from 'vitest';
import type { Surroundings } from '../world/a-credential.ts';
import { ann, intakeWith, step } from './a-step.ts';

const created = (surroundings: Surroundings) => step('createSecret', surroundings);

describe('the client account', () => {
  const ofNobody = { ...ann, holds: 'ann of nobody' };
  const intake = intakeWith('bob', { note: 'asked for by cem' });
  it('is another one than that of the live pair', async () => {
    expect(await created({ intake, vendor: { bob: 'of 43' } })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=ClientMismatch pair=bob expected=42 found=43) during=createSecret note=asked for by cem
      intake label inbox octopus/verdict=ClientMismatch/token=next/notified=ClientMismatch
      record bob what=refused versionId=next why=ClientMismatch
      rotation step failed: step=createSecret token=next verdict=ClientMismatch reason=the staged pair belongs to client account 43, but 42 is expected; ask the account manager for a pair of client account 42; stage the new pair"
    `);
  });
  it('is another one than the one in the configuration', async () => {
    const config = { credentials: new Map([['api', '44']]) };
    expect(await created({ intake, config })).toMatchInlineSnapshot(`
      "login bob 3x
      tell PairRefused refused=(verdict=ClientMismatch pair=bob expected=44 found=42) during=createSecret note=asked for by cem
      intake label inbox octopus/verdict=ClientMismatch/token=next/notified=ClientMismatch
      record bob what=refused versionId=next why=ClientMismatch
      rotation step failed: step=createSecret token=next verdict=ClientMismatch reason=the staged pair belongs to client account 42, but 44 is expected; ask the account manager for a pair of client account 44; stage the new pair"
    `);
  });
  it('of a live pair that names none is asked for', async () => {
    expect(await created({ versions: [ofNobody], intake, vendor: { ann: 'of 41' } })).toMatchInlineSnapshot(`
      "login bob 3x
      login ann 3x
      tell PairRefused refused=(verdict=ClientMismatch pair=bob expected=41 found=42) during=createSecret note=asked for by cem
      intake label inbox octopus/verdict=ClientMismatch/token=next/notified=ClientMismatch
      record bob what=refused versionId=next why=ClientMismatch
      rotation step failed: step=createSecret token=next verdict=ClientMismatch reason=the staged pair belongs to client account 42, but 41 is expected; ask the account manager for a pair of client account 41; stage the new pair"
    `);
  });
  it('is known where the live pair names none and logs in', async () => {
    expect(await created({ versions: [ofNobody], intake })).toMatchInlineSnapshot(`
      "login bob 3x
      login ann 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('cannot be compared where the live pair names none and is refused', async () => {
    expect(await created({ versions: [ofNobody], intake, vendor: { ann: 'refused' } })).toMatchInlineSnapshot(`
      "login bob 3x
      login ann 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled client=uncompared]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('may be comparable later where nothing is learnt of the live pair', async () => {
    expect(await created({ versions: [ofNobody], intake, vendor: { ann: 'down' } })).toMatchInlineSnapshot(`
      "login bob 3x
      login ann 3x
      intake label inbox octopus/verdict=Unavailable/token=next
      record bob what=refused versionId=next why=Unavailable
      rotation step failed: step=createSecret token=next verdict=Unavailable reason=the vendor did not say whether it accepts the pair (SERVER_ERROR); the pair stays staged; wait until tomorrow: AWS tries this rotation again by itself; if the pair is not live by then, rotate"
    `);
  });
  it('may be comparable later where our address is not allowed any more', async () => {
    expect(await created({ versions: [ofNobody], intake, vendor: { ann: 'blocked' } })).toMatchInlineSnapshot(`
      "login bob 3x
      login ann 3x
      tell PairRefused refused=(verdict=EgressBlocked pair=bob egress=[203.0.113.7/32]) during=createSecret note=asked for by cem
      intake label inbox octopus/verdict=EgressBlocked/token=next/notified=EgressBlocked
      record bob what=refused versionId=next why=EgressBlocked
      rotation step failed: step=createSecret token=next verdict=EgressBlocked reason=the vendor does not allow our egress address (403); this says nothing about the pair, which stays staged; ask the account manager to allow our egress addresses: 203.0.113.7/32; then rotate"
    `);
  });
  it('cannot be compared where the live value is broken', async () => {
    expect(await created({ versions: [{ ...ann, holds: 'broken' }], intake })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled client=uncompared]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
  it('is compared with the configuration where the live value is broken', async () => {
    const config = { credentials: new Map([['api', '42']]) };
    expect(await created({ versions: [{ ...ann, holds: 'broken' }], intake, config })).toMatchInlineSnapshot(`
      "login bob 3x
      put next bob of 42 [AWSPENDING; staged at=now reason=scheduled]
      record bob what=staged versionId=next why=scheduled
      rotation step done: step=createSecret token=next verdict=Accepted"
    `);
  });
});
