import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { OctopusClient } from '../../../examples/typescript/octopus.ts';
import { minutes } from '../../../local/clock.ts';
import { startFakeOctopus } from '../../../local/octopus/server.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { isInstalled, type Language, languages, startProgram } from './program.ts';

/** How far the vendor's clock is behind that of the program, which refreshes five minutes before an hour is over. */
const behind = minutes(56);

async function startBehind(): Promise<World> {
  const world = await startTestWorld({ transport: 'loopback', start: new Date(Date.now() - behind) });
  world.octopus.addAccount({ clientId: 42 });
  return world;
}

async function promote(world: World) {
  const pair = world.octopus.issuePair(42);
  await world.stage(pair);
  await world.rotate();
  return pair;
}

async function startProduction({ clock, secretsManager }: World) {
  const octopus = await startFakeOctopus({ clock, environment: 'production' });
  octopus.addAccount({ clientId: 7 });
  const pair = octopus.issuePair(7);
  const value = { API_KEY: pair.apiKey, API_SECRET: pair.apiSecret, BASE_URL: octopus.url, CLIENT_ID: 7 };
  const Name = 'octopus-cards/production/api';
  await secretsManager.send(new CreateSecretCommand({ Name, SecretString: JSON.stringify(value) }));
  return { octopus, pair, secretName: Name, [Symbol.asyncDispose]: octopus.close };
}

/** The requests that the vendor gets while something happens. */
async function requestsDuring({ octopus }: Pick<World, 'octopus'>, act: () => Promise<unknown>) {
  const before = octopus.requests.length;
  await act();
  return octopus.requests.slice(before).map(({ path, status }) => `${path} ${status}`);
}

describe.each(languages)('the example in $name', (language: Language) => {
  const runs = isInstalled(language);

  it.runIf(runs)('goes on through a rotation, in two environments, and prints nothing secret', async () => {
    await using world = await startBehind();
    await using production = await startProduction(world);
    const old = await promote(world);
    await using program = startProgram(language, world, [world.secretName, production.secretName]);
    const call = async () => {
      expect(await program.call()).toEqual([
        `${world.secretName}: ok, 2 products`,
        `${production.secretName}: ok, 2 products`,
      ]);
    };

    expect(await requestsDuring(world, call)).toEqual(['/auth/login 200', '/api/v1/products 200']);
    expect(await requestsDuring(world, call)).toEqual(['/auth/refresh 200', '/api/v1/products 200']);
    const fresh = await promote(world);
    world.octopus.revoke(old.apiKey);
    expect(await requestsDuring(world, call)).toEqual(['/auth/refresh 200', '/api/v1/products 200']);
    await world.clock.advance(behind);
    world.octopus.endSessions(42);
    expect(await requestsDuring(world, call)).toEqual(['/auth/refresh 401', '/auth/login 200', '/api/v1/products 200']);
    expect(await requestsDuring(world, call)).toEqual(['/api/v1/products 200']);
    world.octopus.endSessions(42);
    expect(await requestsDuring(world, call)).toEqual([
      '/api/v1/products 401',
      '/auth/login 200',
      '/api/v1/products 200',
    ]);

    expect([world.octopus.logouts, production.octopus.logouts, production.octopus.logins]).toEqual([0, 0, 1]);
    for (const { apiKey, apiSecret } of [old, fresh, production.pair]) {
      expect(program.output()).not.toContain(apiKey);
      expect(program.output()).not.toContain(apiSecret);
    }
    // Every token of the vendor begins like this.
    expect(program.output()).not.toContain('eyJ');
  });

  it.runIf(runs)('reports a missing pair and a refused login by their codes, and does not try in a loop', async () => {
    await using world = await startBehind();
    await using program = startProgram(language, world, [world.secretName]);
    expect(await program.call()).toEqual([`${world.secretName}: failed: NO_PAIR_YET`]);
    const { apiKey } = await promote(world);
    world.octopus.revoke(apiKey);
    const refused = await requestsDuring(world, async () => {
      expect(await program.call()).toEqual([`${world.secretName}: failed: UNAUTHORIZED`]);
      expect(await program.call()).toEqual([`${world.secretName}: failed: LOGIN_PAUSED`]);
    });
    expect(refused).toEqual(['/auth/login 401']);
    expect(program.output()).not.toContain(apiKey);
  });
});

it('requests that run at once share one login and one refresh', async () => {
  await using world = await startBehind();
  await promote(world);
  const client = new OctopusClient(world.secretsManager, world.secretName);
  const threeAtOnce = () => Promise.all([1, 2, 3].map(() => client.get('/api/v1/products')));
  const renewals = async () =>
    (await requestsDuring(world, threeAtOnce)).filter((request) => request.startsWith('/auth/'));
  expect(await renewals()).toEqual(['/auth/login 200']);
  expect(await renewals()).toEqual(['/auth/refresh 200']);
  world.octopus.endSessions(42);
  expect(await renewals()).toEqual(['/auth/refresh 401', '/auth/login 200']);
});
