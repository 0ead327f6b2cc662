import { CreateSecretCommand, DeleteSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { alice, bob, replaced, startCliWorld, withoutIds } from './cli-world.ts';

/** Another credential of the environment, as deployed, and secrets that are none. */
async function withOthers(world: Awaited<ReturnType<typeof startCliWorld>>, credential: string) {
  const name = `octopus-cards/sandbox/${credential}`;
  for (const Name of [name, `${name}/intake`, 'octopus-cards/production/api', 'database/admin']) {
    await world.secretsManager.send(new CreateSecretCommand({ Name, SecretString: '{"status":"any"}' }));
  }
}

describe('octopus status', () => {
  it('is a table of all credentials of the environment, at 80 columns', async () => {
    await using world = await replaced();
    await withOthers(world, 'a-client-account-with-a-long-name');
    const { exitCode, out } = await world.run(['status']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, all credentials
      credential                age     due         state
      a-client-account-with-a-long-name
                                -       -           waiting for the first pair
          next: ask for a pair and stage it
      api                       0 d     2026-11-24  revocation outstanding 0 d"
    `);
    expect(exitCode).toBe(1);
    expect(out.filter((line) => line.length > 80)).toStrictEqual([]);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'ListSecrets']);
  });

  it('explains one credential with its versions and labels', async () => {
    await using world = await replaced();
    await world.clock.advance(days(5));
    const { exitCode, out } = await world.run(['status', '--credential', 'api']);
    expect(withoutIds(out)).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      State:   revocation outstanding 5 d
               Support was asked 5 days ago to revoke an old pair; the revocation is
               not proved yet.
      Live:    since 2025-11-24 (5 days); the twelve months end on 2026-11-24
      Intake:  empty
      Next:    ask support when they will revoke it
      Versions of the credential
        <id>
          AWSCURRENT            what applications read
          octopus/live          live 2025-11-24, first live 2025-11-24
        <id>
          AWSPREVIOUS           was AWSCURRENT before
          octopus/requested     support was asked to revoke it 2025-11-24, first live
                                2025-11-24, replaced 2025-11-24 by pair 52abc41c31dc,
                                reason scheduled
      Versions of the intake
        <id>
          AWSCURRENT            what the next rotation reads
          octopus/empty         the permanent empty version
        <id>
          AWSPREVIOUS           was in the intake before"
    `);
    expect(exitCode).toBe(1);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('ends in 0 when nobody has to do anything', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    await world.rotate();
    const { exitCode, out } = await world.run(['status', '--credential', 'api']);
    expect({ exitCode, state: out[1], live: out[3] }).toStrictEqual({
      exitCode: 0,
      state: 'State:   fresh',
      live: 'Live:    since 2025-11-24 (0 days); the twelve months end on 2026-11-24',
    });
  });

  it('knows what the watch has found', async () => {
    await using world = await replaced();
    world.octopus.revoke(bob.apiKey);
    await world.run(['watch']);
    const { out } = await world.run(['status', '--credential', 'api']);
    expect(out).toContain('State:   wrong pair revoked');
    expect(out).toContain('  npm run octopus -- rollback --environment sandbox --credential api');
  });

  it('prints the same as JSON, alike with and without a name', async () => {
    await using world = await replaced();
    const print = async (...args: string[]) => (await world.run(['status', '--json', ...args])).out;
    const all = await print();
    expect(all).toStrictEqual(await print('--credential', 'api'));
    expect(all.map((line) => JSON.parse(line))).toStrictEqual([
      {
        environment: 'sandbox',
        needsPerson: false,
        deleted: [],
        credentials: [
          {
            credential: 'api',
            state: 'revocation-outstanding',
            phrase: 'revocation outstanding 0 d',
            means: 'Support was asked today to revoke an old pair; the revocation is not proved yet.',
            needsPerson: false,
            todo: 'nothing: the watch checks every day',
            commands: [],
            conditions: [{ kind: 'revocation-outstanding', count: 1, days: 0, reason: 'scheduled' }],
            liveSince: expect.stringMatching(/^2025-11-24T/),
            ageDays: 0,
            dueOn: '2026-11-24',
            daysToDue: 365,
            intake: 'empty',
            versions: expect.arrayContaining([
              {
                versionId: expect.any(String),
                labels: [
                  { name: 'AWSCURRENT', says: 'what applications read', label: 'AWSCURRENT' },
                  expect.objectContaining({ name: 'octopus/live' }),
                ],
              },
            ]),
            intakeVersions: expect.any(Array),
          },
        ],
      },
    ]);
  });

  it('reports a secret that is marked for deletion, and exits with 1', async () => {
    await using world = await replaced();
    await withOthers(world, 'second');
    await world.secretsManager.send(new DeleteSecretCommand({ SecretId: 'octopus-cards/sandbox/second/intake' }));
    const { exitCode, out } = await world.run(['status']);
    expect(out.at(-1)).toMatch(/^octopus-cards\/sandbox\/second\/intake is marked for deletion; to keep it: aws /);
    expect(out.some((line) => line.startsWith('second'))).toBe(false);
    expect(exitCode).toBe(1);
    for (const SecretId of [world.secretName, 'octopus-cards/sandbox/second']) {
      await world.secretsManager.send(new DeleteSecretCommand({ SecretId }));
    }
    expect((await world.run(['doctor'])).out.join('\n')).toContain('octopus-cards/sandbox/api is marked for deletion');
  });

  it('answers one line for a credential that is not there', async () => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['status', '--credential', 'nobodys']);
    expect({ exitCode, lines: err.length }).toStrictEqual({ exitCode: 1, lines: 1 });
  });
});
