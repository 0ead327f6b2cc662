import { describe, expect, it } from 'vitest';
import { minutes } from '../../../local/clock.ts';
import { anOctopus } from './octopus.ts';

describe('a login', () => {
  it('answers two tokens, their expiry and the client account', async () => {
    await using world = await anOctopus();
    expect(await world.logIn()).toMatchObject({
      status: 200,
      body: {
        success: true,
        data: {
          access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.not-a-signature$/),
          refresh_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.not-a-signature$/),
          access_expires_at: '2026-11-24T11:00:00Z',
          refresh_expires_at: '2026-12-01T10:00:00Z',
          client_id: 42,
        },
      },
    });
  });

  it('answers every error in the envelope', async () => {
    await using world = await anOctopus();
    const { body } = await world.logIn({ ...world.pair, apiSecret: 'mistyped' });
    expect(body).toEqual({
      error: { name: 'UnauthorizedError', code: 'UNAUTHORIZED', message: 'Invalid credentials' },
    });
  });

  it.each([
    [400, 'without a password', { username: 'test-key-alice-0001' }],
    [400, 'with an empty user name', { username: '', password: 'secret-of-alice-0001' }],
    [400, 'that has no fields', []],
    [401, 'with a key that nobody has', { username: 'test-key-bob-0001', password: 'secret-of-alice-0001' }],
    [401, 'with another secret', { username: 'test-key-alice-0001', password: 'secret-of-bob-0001' }],
  ])('is %i %s', async (status, _, body) => {
    await using world = await anOctopus();
    expect((await world.call('POST', '/auth/login', { body })).status).toBe(status);
  });

  it('is refused with a pair of the other environment', async () => {
    await using sandbox = await anOctopus();
    await using production = await anOctopus({ environment: 'production' });
    const pair = production.octopus.issuePair(42, { apiKey: 'test-key-of-production' });
    expect((await sandbox.logIn(pair)).status).toBe(401);
  });
});

describe('pairs', () => {
  it('work side by side until one is revoked', async () => {
    await using world = await anOctopus();
    const next = world.octopus.issuePair(42);
    expect([(await world.logIn()).status, (await world.logIn(next)).status]).toEqual([200, 200]);
    world.octopus.revoke(world.pair.apiKey);
    expect([(await world.logIn()).status, (await world.logIn(next)).status]).toEqual([401, 200]);
  });

  it('can have one key and two secrets, of which one is revoked', async () => {
    await using world = await anOctopus();
    const next = world.octopus.issuePair(42, { apiKey: world.pair.apiKey });
    world.octopus.revoke(world.pair.apiKey, world.pair.apiSecret);
    expect([(await world.logIn()).status, (await world.logIn(next)).status]).toEqual([401, 200]);
  });

  it('are never issued twice, nor to two accounts', async () => {
    await using world = await anOctopus();
    world.octopus.addAccount({ clientId: 43 });
    expect(() => world.octopus.issuePair(42, world.pair)).toThrow('was issued before');
    expect(() => world.octopus.issuePair(43, { apiKey: world.pair.apiKey })).toThrow('another client account');
  });
});

describe('the login limit', () => {
  it.each(['sandbox', 'production'] as const)('of %s applies to a rolling minute', async (environment) => {
    await using world = await anOctopus({ environment });
    const limit = { sandbox: 30, production: 10 }[environment];
    await world.logIn();
    await world.clock.advance(20_000);
    for (let login = 1; login < limit; login += 1) await world.logIn();
    const refused = await world.logIn();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    await world.clock.advance(40_000);
    expect([(await world.logIn()).status, (await world.logIn()).status]).toEqual([200, 429]);
  });

  it('applies to each client account separately', async () => {
    await using world = await anOctopus({ environment: 'production' });
    world.octopus.addAccount({ clientId: 43 });
    const other = world.octopus.issuePair(43);
    for (let login = 0; login <= 10; login += 1) await world.logIn();
    expect((await world.logIn(other)).status).toBe(200);
  });

  it('does not count a login that it refuses', async () => {
    await using world = await anOctopus({ environment: 'production' });
    for (let login = 0; login < 30; login += 1) await world.logIn();
    await world.clock.advance(minutes(1));
    expect((await world.logIn()).status).toBe(200);
  });
});
