import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { expect, it } from 'vitest';
import { aClient } from './a-client.ts';

/** A server that answers as it is told, and what it saw of its callers. */
async function aServer(answer: (response: ServerResponse) => void) {
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    request.resume();
    answer(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    headers,
    connections: () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count))),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const padded = (bytes: number): string => {
  const tokens = { access_token: 'test', refresh_token: 'test', client_id: 42 };
  const body = JSON.stringify({ success: true, data: tokens });
  return body.padEnd(bytes);
};

it('a login is sent as JSON, and asks for JSON', async () => {
  await using server = await aServer((response) => response.end(padded(0)));
  await using world = await aClient({ baseUrl: server.url });
  await world.logIn();
  expect(server.headers).toMatchObject([{ accept: 'application/json', 'content-type': 'application/json' }]);
});

it.each([
  [64 * 1024, { kind: 'accepted', clientId: '42' }],
  [64 * 1024 + 1, { kind: 'unavailable', code: 'BODY_TOO_LARGE' }],
])('a body of %i bytes is %j', async (bytes, outcome) => {
  await using server = await aServer((response) => response.end(padded(bytes)));
  await using world = await aClient({ baseUrl: server.url });
  expect(await world.logIn()).toEqual(outcome);
});

it('a limit is known by its head, though the body never comes', async () => {
  await using server = await aServer((response) => {
    response.writeHead(429, { 'retry-after': '90', 'content-length': '10' }).flushHeaders();
  });
  await using world = await aClient({ baseUrl: server.url, timeoutMs: 500 });
  expect(await world.logIn(world.pair, { maxTries: 1 })).toEqual({
    kind: 'unavailable',
    code: 'RATE_LIMITED',
    retryAfterMs: 90_000,
  });
});

it('a client that is closed leaves no connection', async () => {
  await using server = await aServer((response) => response.end(padded(0)));
  await using world = await aClient({ baseUrl: server.url });
  await world.logIn();
  expect(await server.connections()).toBe(1);
  await world.client.close();
  await expect.poll(server.connections).toBe(0);
});
