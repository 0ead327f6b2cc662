import { once } from 'node:events';
import { createServer, request } from 'node:https';
import type { TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createOctopusClient } from '../../../lambda/octopus/client.ts';
import { systemClock } from '../../../lambda/runtime/clock.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { selfSigned } from './self-signed.ts';

/** An HTTPS server that counts the requests which reach it. */
async function anHttpsServer(options: TlsOptions = {}) {
  const identity = selfSigned();
  const seen = { requests: 0 };
  const server = createServer({ ...identity, ...options }, (_, response) => {
    seen.requests += 1;
    response.end();
  });
  await once(server.listen(0, 'localhost'), 'listening');
  const address = server.address();
  const url = `https://localhost:${typeof address === 'object' ? address?.port : ''}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, seen, cert: identity.cert, [Symbol.asyncDispose]: close };
}

async function logIn(baseUrl: string) {
  const client = createOctopusClient({ baseUrl, clock: systemClock });
  const pair = new Pair('test-key-alice-0001', 'secret-of-alice-0001');
  const outcome = await client.login(pair, { deadline: Date.now() + 10_000, maxTries: 1 });
  await client.close();
  return outcome;
}

describe('a certificate that nobody vouches for', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });

  it('gets no pair', async () => {
    await using server = await anHttpsServer();
    expect(await logIn(server.url)).toEqual({ kind: 'unavailable', code: 'NETWORK' });
    expect(server.seen.requests).toBe(0);
  });

  it('gets none where the environment turns the check off', async () => {
    await using server = await anHttpsServer();
    vi.spyOn(process, 'emitWarning').mockReturnValue();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    expect(await logIn(server.url)).toEqual({ kind: 'unavailable', code: 'NETWORK' });
    expect(server.seen.requests).toBe(0);
  });

  it('is the only thing wrong with that server', async () => {
    await using server = await anHttpsServer();
    const [reply] = await once(request(server.url, { ca: server.cert }).end(), 'response');
    expect(reply.statusCode).toBe(200);
    reply.resume();
  });
});
