import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../local/clock.ts';
import { anOctopus, tokensOf } from './octopus.ts';

async function loggedIn() {
  const world = await anOctopus();
  const { access_token: access, refresh_token: refreshToken } = tokensOf(await world.logIn());
  return { ...world, access, refreshToken };
}

describe('an access token', () => {
  it('gives access to the products', async () => {
    await using world = await loggedIn();
    const { status, headers, body } = await world.products(world.access);
    expect(status).toBe(200);
    expect(body).toHaveLength(Number(headers.get('x-total-count')));
    expect(headers.get('x-has-more')).toBe('false');
  });

  it('ends after an hour', async () => {
    await using world = await loggedIn();
    await world.clock.advance(hours(1) - 1);
    expect((await world.products(world.access)).status).toBe(200);
    await world.clock.advance(1);
    expect((await world.products(world.access)).status).toBe(401);
  });

  it('outlives the revocation of its pair', async () => {
    await using world = await loggedIn();
    world.octopus.revoke(world.pair.apiKey);
    expect((await world.products(world.access)).status).toBe(200);
  });

  it.each(['', 'no-token'])('is not "%s"', async (bearer) => {
    await using world = await loggedIn();
    expect((await world.products(bearer)).status).toBe(401);
  });

  it('is not a refresh token', async () => {
    await using world = await loggedIn();
    expect((await world.products(world.refreshToken)).status).toBe(401);
  });
});

describe('a refresh token', () => {
  it('gives new tokens once', async () => {
    await using world = await loggedIn();
    const refreshed = tokensOf(await world.refresh(world.refreshToken));
    expect(refreshed.client_id).toBe(42);
    expect((await world.products(refreshed.access_token)).status).toBe(200);
    expect((await world.refresh(world.refreshToken)).status).toBe(401);
  });

  it('ends after seven days', async () => {
    await using world = await loggedIn();
    await world.clock.advance(days(7));
    expect((await world.refresh(world.refreshToken)).status).toBe(401);
  });

  it('is not an access token, and not empty', async () => {
    await using world = await loggedIn();
    expect((await world.refresh(world.access)).status).toBe(401);
    expect((await world.refresh('')).status).toBe(400);
  });
});

describe('a logout', () => {
  it('revokes every token of the client and of no other, and is counted', async () => {
    await using world = await loggedIn();
    world.octopus.addAccount({ clientId: 43 });
    const other = tokensOf(await world.logIn(world.octopus.issuePair(43)));
    const second = tokensOf(await world.logIn());
    await world.call('POST', '/auth/logout', { bearer: second.access_token });
    expect((await world.products(world.access)).status).toBe(401);
    expect((await world.refresh(world.refreshToken)).status).toBe(401);
    expect((await world.products(other.access_token)).status).toBe(200);
    expect(world.octopus.logouts).toBe(1);
  });
});

describe('the allowlist', () => {
  it.each([
    [200, '203.0.113.7', ['198.51.100.0/24', '203.0.113.0/29']],
    [403, '203.0.113.8', ['198.51.100.0/24', '203.0.113.0/29']],
    [403, '203.0.113.7', []],
    [200, '2001:db8::7', ['2001:db8::/64']],
    [200, undefined, ['127.0.0.1/32']],
  ])('%i for %s in %j', async (status, address, cidrs) => {
    await using world = await loggedIn();
    world.octopus.callFrom(address);
    world.octopus.allowOnly(42, cidrs);
    expect((await world.logIn()).status).toBe(status);
    expect((await world.products(world.access)).status).toBe(status);
    expect((await world.refresh(world.refreshToken)).status).toBe(status);
  });

  it('says nothing about the pair, can be turned off, and takes only CIDRs', async () => {
    await using world = await loggedIn();
    world.octopus.allowOnly(42, []);
    expect((await world.logIn({ ...world.pair, apiSecret: 'mistyped' })).status).toBe(403);
    world.octopus.allowOnly(42, undefined);
    expect((await world.logIn()).status).toBe(200);
    expect(() => world.octopus.allowOnly(42, ['203.0.113.7'])).toThrow('no CIDR');
  });
});
