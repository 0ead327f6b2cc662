import * as z from 'zod/mini';
import { createMovableClock } from '../../../local/clock.ts';
import { type FakeOctopusOptions, startFakeOctopus } from '../../../local/octopus/server.ts';

const granted = z.object({
  data: z.object({ access_token: z.string(), refresh_token: z.string(), client_id: z.int() }),
});

/** The tokens in the answer to a login or a refresh. */
export const tokensOf = ({ body }: { body: unknown }) => granted.parse(body).data;

/** The fake with one client account, number 42, that has one pair. */
export async function anOctopus(options: Partial<FakeOctopusOptions> = {}) {
  const clock = createMovableClock(new Date('2026-11-24T10:00:00Z'));
  const octopus = await startFakeOctopus({ clock, ...options });
  octopus.addAccount({ clientId: 42, name: 'alice' });
  const pair = octopus.issuePair(42);

  async function call(method: string, path: string, { body, bearer }: { body?: object; bearer?: string } = {}) {
    const response = await fetch(`${octopus.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
  }

  return {
    octopus,
    clock,
    pair,
    call,
    logIn: (with_ = pair) =>
      call('POST', '/auth/login', { body: { username: with_.apiKey, password: with_.apiSecret } }),
    products: (bearer: string) => call('GET', '/api/v1/products', { bearer }),
    refresh: (refresh_token: string) => call('POST', '/auth/refresh', { body: { refresh_token } }),
    [Symbol.asyncDispose]: () => octopus[Symbol.asyncDispose](),
  };
}
