import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Pair } from '../../../lambda/secrets/pair.ts';
import type { Fault } from '../../../local/octopus/faults.ts';
import { aClient } from './a-client.ts';

describe('a login', () => {
  it('that is accepted names the client account', async () => {
    await using world = await aClient();
    expect(await world.logIn()).toEqual({ kind: 'accepted', clientId: '42' });
  });

  it.each([
    ['VALIDATION_FAILURE', new Pair('test-key-alice-0001', '')],
    ['UNAUTHORIZED', new Pair('test-key-alice-0001', 'mistyped')],
    ['UNAUTHORIZED', new Pair('test-key-nobody-0001', 'secret-of-alice-0001')],
  ])('is rejected once and for all: %s', async (code, pair) => {
    await using world = await aClient();
    expect(await world.logIn(pair)).toEqual({ kind: 'rejected', code });
    expect(world.octopus.logins).toBe(1);
  });

  it('from an address that is not on the allowlist is blocked, whatever the pair', async () => {
    await using world = await aClient();
    world.octopus.allowOnly(42, ['203.0.113.0/24']);
    expect(await world.logIn()).toEqual({ kind: 'blocked', code: 'FORBIDDEN' });
    expect(world.octopus.logins).toBe(1);
  });

  it('sends a pair of any characters as it is', async () => {
    await using world = await aClient();
    const { apiKey, apiSecret } = world.octopus.issuePair(42, {
      apiKey: 'test-key-"\\',
      apiSecret: 'secret-of-\u20ac-"\\',
    });
    expect((await world.logIn(new Pair(apiKey, apiSecret))).kind).toBe('accepted');
  });

  it('never logs out, and keeps the connection', async () => {
    await using world = await aClient();
    for (let login = 0; login < 3; login += 1) await world.logIn();
    expect(world.octopus).toMatchObject({ logins: 3, logouts: 0, connections: 1 });
  });
});

describe('a fault', () => {
  it.each<[string, Fault, number]>([
    ['SERVER_ERROR', 500, 3],
    ['SERVER_ERROR', 502, 3],
    ['SERVER_ERROR', { kind: 'garbage', status: 503 }, 3],
    ['SERVER_ERROR', { kind: 'huge', status: 504 }, 3],
    ['RATE_LIMITED', 429, 3],
    ['NETWORK', { kind: 'no-reply' }, 3],
    ['NETWORK', { kind: 'cut-off' }, 3],
    ['TIMEOUT', { kind: 'slow', ms: 1000 }, 3],
    ['TIMEOUT', { kind: 'stall' }, 3],
    ['UNEXPECTED_BODY', { kind: 'garbage' }, 1],
    ['NO_ENVELOPE', { kind: 'garbage', status: 403 }, 1],
    ['NO_ENVELOPE', { kind: 'wrong-envelope' }, 1],
    ['NO_ENVELOPE', { kind: 'wrong-envelope', status: 403 }, 1],
    ['BODY_TOO_LARGE', { kind: 'huge' }, 1],
    ['UNEXPECTED_STATUS', 404, 1],
  ])('means %s: %j, tried %i times', async (code, fault, tries) => {
    await using world = await aClient({ timeoutMs: code === 'TIMEOUT' ? 100 : 5000 });
    world.octopus.failNext(fault, Infinity);
    expect(await world.logIn()).toEqual({ kind: 'unavailable', code });
    expect(world.octopus.logins).toBe(tries);
  });

  it.each<[Fault]>([[500], [429], [{ kind: 'no-reply' }], [{ kind: 'cut-off' }], [{ kind: 'stall' }]])(
    'that passes is got over: %j',
    async (fault) => {
      await using world = await aClient({ timeoutMs: 250 });
      world.octopus.failNext(fault, 2);
      expect(await world.logIn()).toEqual({ kind: 'accepted', clientId: '42' });
      expect(world.waits).toEqual([200, 400]);
    },
  );

  it('is not tried again when one try is all', async () => {
    await using world = await aClient();
    world.octopus.failNext(503);
    expect(await world.logIn(world.pair, { maxTries: 1 })).toEqual({ kind: 'unavailable', code: 'SERVER_ERROR' });
  });

  it.each([307, 302])('redirect %i is not followed: the pair goes to no other host', async (status) => {
    await using world = await aClient();
    await using elsewhere = await aClient();
    world.octopus.failNext({ kind: 'status', status, headers: { location: `${elsewhere.octopus.url}/auth/login` } });
    expect(await world.logIn()).toEqual({ kind: 'unavailable', code: 'UNEXPECTED_STATUS' });
    expect(elsewhere.octopus.requests).toEqual([]);
  });

  it('with nobody listening is of the network', async () => {
    await using world = await aClient();
    await world.octopus.close();
    expect(await world.logIn()).toEqual({ kind: 'unavailable', code: 'NETWORK' });
    expect(world.waits).toEqual([200, 400]);
  });

  it('leaves a connection that is closed behind', async () => {
    await using world = await aClient({ timeoutMs: 250 });
    world.octopus.failNext({ kind: 'stall' });
    await world.logIn();
    await world.logIn();
    expect(world.octopus.connections).toBe(2);
  });
});

describe('the rate limit', () => {
  it('is waited for', async () => {
    await using world = await aClient({ environment: 'production' });
    for (let login = 0; login < 10; login += 1) await world.logIn();
    expect(await world.logIn(world.pair, { within: 90_000 })).toEqual({ kind: 'accepted', clientId: '42' });
    expect(world.waits).toEqual([60_000]);
  });

  it('is given up at once when the wait does not fit', async () => {
    await using world = await aClient({ environment: 'production' });
    for (let login = 0; login < 10; login += 1) await world.logIn();
    const outcome = await world.logIn(world.pair, { within: 60_000 });
    expect(outcome).toEqual({ kind: 'unavailable', code: 'RATE_LIMITED', retryAfterMs: 60_000 });
    expect(world.waits).toEqual([]);
  });
});

describe('the deadline', () => {
  it.each([0, -1, 0.5])('that is %d ms away lets nothing be tried', async (within) => {
    await using world = await aClient();
    expect(await world.logIn(world.pair, { within })).toEqual({ kind: 'unavailable', code: 'TIMEOUT' });
    expect(world.octopus.requests).toEqual([]);
  });

  it('ends a connection that comes to nothing', async () => {
    await using silent = await aSilentServer();
    await using world = await aClient({ baseUrl: silent.url });
    const startedAt = performance.now();
    expect(await world.logIn(world.pair, { within: 100 })).toEqual({ kind: 'unavailable', code: 'TIMEOUT' });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it('ends a request, and the tries', async () => {
    await using world = await aClient();
    world.octopus.failNext({ kind: 'slow', ms: 5_000 }, Infinity);
    expect(await world.logIn(world.pair, { within: 100.5 })).toEqual({ kind: 'unavailable', code: 'TIMEOUT' });
    expect(world.octopus.logins).toBe(1);
  });
});

/** Takes connections and never says a word, not even a TLS handshake. */
async function aSilentServer() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  const url = `https://localhost:${typeof address === 'object' ? address?.port : ''}`;
  return { url, [Symbol.asyncDispose]: close };
}

it('no secret is in anything that the client or the fake tells', async () => {
  await using world = await aClient({ timeoutMs: 100 });
  const faults: Fault[] = [500, 401, { kind: 'garbage' }, { kind: 'stall' }, { kind: 'cut-off' }, { kind: 'no-reply' }];
  const told: unknown[] = [];
  for (const fault of faults) {
    world.octopus.failNext(fault);
    told.push(await world.logIn(world.pair, { maxTries: 1 }));
  }
  expect(world.pair.isQuotedIn(JSON.stringify([told, world.octopus.requests]))).toBe(false);
});
