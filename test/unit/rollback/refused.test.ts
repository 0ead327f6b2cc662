import { describe, expect, it } from 'vitest';
import { aCredential } from '../world/a-credential.ts';
import { ann, bob, dead, goBack, rolledBack, versions } from './a-rollback.ts';

/** AWSPREVIOUS, which nobody goes back to. */
const cem = { id: 'dead', holds: 'cem', labels: ['revoked at=-2d live=-5d'] };

describe('a rollback is refused', () => {
  it('where the live pair works', async () => {
    expect(await rolledBack({ vendor: {} })).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      run failed: run=rollback dryRun=false verdict=LivePairWorks reason=the live pair logs in; to go back all the same, set evenThoughLiveWorks"
    `);
  });
  it.each(['down', 'blocked'] as const)('where the login with the live pair is inconclusive: %s', async (answer) => {
    expect(await rolledBack({ vendor: { bob: answer } })).toContain(
      'verdict=RollbackUnavailable reason=the vendor gave no verdict on the live pair',
    );
  });
  it('where the login with the pair before is inconclusive', async () => {
    expect(await rolledBack({ vendor: { ...dead, ann: 'down' } })).toMatchInlineSnapshot(`
      "login ann 2x
      run failed: run=rollback dryRun=false verdict=RollbackUnavailable reason=the vendor gave no verdict on the pair that was live before (SERVER_ERROR); try again"
    `);
  });
  it.each([
    ['no other pair was live', [bob]],
    ['the one before is revoked', [{ ...ann, labels: ['revoked at=-2d live=-90d'] }, bob]],
    ['the one before was staged only', [{ ...ann, labels: ['staged at=-2d'] }, cem, bob]],
    ['the one before holds no pair', [{ ...ann, holds: 'broken' }, bob]],
    ['the one before is the live pair', [{ ...ann, holds: 'bob' }, bob]],
    ['the live one and a dead one alone have a state', [{ id: 'old', holds: 'ann' }, cem, bob]],
  ])('where %s', async (_, given) => {
    expect(await rolledBack({ versions: given })).toContain(
      'verdict=NothingToGoBackTo reason=no other pair was live before that is not revoked; stage a new pair',
    );
  });
  it('where somebody has moved AWSCURRENT during the logins', async () => {
    expect(await rolledBack({ meanwhile: { bob: ({ put }) => put('hand', 'eve') } })).toMatchInlineSnapshot(`
      "login ann 2x
      login bob 2x
      run failed: run=rollback dryRun=false verdict=RollbackInterfered reason=AWSCURRENT moved while the rollback ran; look at the state, then try again"
    `);
  });
  it('where the live version cannot be read', async () => {
    await using world = await aCredential({ versions, vendor: dead });
    world.hide(1);
    expect(await goBack(world)).toMatchInlineSnapshot(
      `"run failed: run=rollback dryRun=false verdict=RollbackUnavailable reason=the live version cannot be read; try again"`,
    );
  });
});
