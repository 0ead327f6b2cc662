import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { type GivenVersion, label, textOf } from '../world/given.ts';
import { idOf } from '../world/trace.ts';
import { intakeWith, run, starting } from './a-step.ts';

const Name = 'octopus-cards/sandbox/shop';
const config = {
  credentials: new Map([
    ['api', undefined],
    ['shop', undefined],
  ]),
};

/** createSecret with bob's pair in the intake, beside another credential whose live version is this. */
async function beside(shop: GivenVersion | undefined, isDeleted = false) {
  const world = await starting({ intake: intakeWith('bob'), config });
  await using _ = world;
  const client = world.secretsManager;
  if (shop !== undefined) {
    const value = { SecretString: textOf(shop.holds ?? ''), ClientRequestToken: idOf(shop.id) };
    await client.send(new CreateSecretCommand({ Name, ...value }));
    await label(client, Name, shop);
  }
  if (isDeleted) await client.send(new DeleteSecretCommand({ SecretId: Name, RecoveryWindowInDays: 7 }));
  return await run(world, 'createSecret');
}

const refused = (did: string): string | undefined => /tell PairRefused refused=\(([^)]*)\)/.exec(did)?.[1];

describe('a staged pair', () => {
  it.each<[what: string, labels: readonly string[]]>([
    ['by its label', ['live at=-5d live=-5d']],
    ['by its value, which somebody put', []],
  ])('that is live in another credential, %s, is refused without a login', async (_, labels) => {
    const did = await beside({ id: 'theirs', holds: 'bob', labels });
    expect(refused(did)).toBe('verdict=LiveElsewhere pair=bob elsewhere=shop');
    expect(did).not.toContain('login');
    expect(did).toContain('rotation step failed: step=createSecret token=next verdict=LiveElsewhere');
  });

  it.each(['due at=-1h live=-50d', 'requested at=-1h live=-50d', 'rolled-back at=-1h live=-50d'])(
    'whose revocation is open in another credential (%s) waits for it',
    async (words) => {
      const world = await starting({ intake: intakeWith('bob'), config });
      await using _ = world;
      const client = world.secretsManager;
      const value = { SecretString: textOf('bob'), ClientRequestToken: idOf('former') };
      await client.send(new CreateSecretCommand({ Name, ...value }));
      await world.put('theirs', 'cem', Name);
      await label(client, Name, { id: 'former', holds: 'bob', labels: [words] });
      await label(client, Name, { id: 'theirs', holds: 'cem', labels: ['live at=-1h live=-1h'] });
      expect(refused(await run(world, 'createSecret'))).toBe('verdict=AwaitingRevocation pair=bob');
    },
  );

  it.each<[what: string, shop: GivenVersion | undefined, isDeleted: boolean]>([
    ['another credential holds another pair', { id: 'theirs', holds: 'cem', labels: ['live at=-5d'] }, false],
    ['somebody put another pair into another credential', { id: 'theirs', holds: 'cem' }, false],
    ['the other credential into which somebody put it was deleted', { id: 'theirs', holds: 'bob' }, true],
    ['the other credential that held it was deleted', { id: 'theirs', holds: 'bob', labels: ['live at=-5d'] }, true],
    ['another credential has no secret any more', undefined, false],
  ])('is accepted while %s', async (_, shop, isDeleted) => {
    const did = await beside(shop, isDeleted);
    expect(refused(did)).toBeUndefined();
    expect(did).toContain('login bob');
    expect(did).not.toContain('failed');
  });
});
