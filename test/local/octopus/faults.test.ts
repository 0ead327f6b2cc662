import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../local/octopus/faults.ts';
import { anOctopus, tokensOf } from './octopus.ts';

describe('a fault', () => {
  it('lasts for its number of requests, one fault after the other', async () => {
    await using world = await anOctopus();
    world.octopus.failNext(503, 2);
    world.octopus.failNext({ kind: 'wrong-envelope' });
    const replies = [await world.logIn(), await world.logIn(), await world.logIn(), await world.logIn()];
    expect(replies.map(({ status }) => status)).toEqual([503, 503, 401, 200]);
  });

  it('lasts until it is cleared', async () => {
    await using world = await anOctopus();
    world.octopus.failNext(500, Infinity);
    expect([(await world.logIn()).status, (await world.logIn()).status]).toEqual([500, 500]);
    world.octopus.clearFaults();
    expect((await world.logIn()).status).toBe(200);
  });

  it('answers a status with the headers and the code of the vendor', async () => {
    await using world = await anOctopus();
    world.octopus.failNext({ kind: 'status', status: 429, headers: { 'Retry-After': '7' } });
    const { headers, body } = await world.logIn();
    expect(headers.get('retry-after')).toBe('7');
    expect(body).toMatchObject({ error: { code: 'TOO_MANY_REQUESTS' } });
  });

  it.each<[string, Fault]>([
    ['no-reply', { kind: 'no-reply' }],
    ['cut-off', { kind: 'cut-off' }],
    ['garbage', { kind: 'garbage' }],
  ])('%s is an answer that cannot be read', async (_, fault) => {
    await using world = await anOctopus();
    world.octopus.failNext(fault);
    await expect(world.logIn()).rejects.toThrow();
  });
});

describe('an interception', () => {
  it.each([
    ['drop-before', 200, undefined],
    ['drop-after', 401, undefined],
    ['pass', 401, 200],
  ] as const)('%s: a logout leaves the token at %i', async (interception, productsStatus, status) => {
    await using world = await anOctopus();
    const bearer = tokensOf(await world.logIn()).access_token;
    world.octopus.intercept = ({ method, path }) =>
      `${method} ${path}` === 'POST /auth/logout' ? interception : 'pass';
    await world.call('POST', '/auth/logout', { bearer }).catch(() => undefined);
    expect((await world.products(bearer)).status).toBe(productsStatus);
    expect(world.octopus.requests[1]?.status).toBe(status);
  });
});

describe('the list of requests', () => {
  it('contains what arrived, and no secret', async () => {
    await using world = await anOctopus();
    await world.logIn();
    await world.products('no-token');
    const at = new Date('2026-11-24T10:00:00Z');
    expect(world.octopus.requests).toEqual([
      { method: 'POST', path: '/auth/login', status: 200, maskedKey: '…0001', at },
      { method: 'GET', path: '/api/v1/products', status: 401, maskedKey: undefined, at },
    ]);
    expect(world.octopus.logins).toBe(1);
  });

  it('contains a call that is not modelled; the answer names it', async () => {
    await using world = await anOctopus();
    const { status, body } = await world.call('GET', '/api/v1/orders?secret=x');
    expect(status).toBe(501);
    expect(body).toMatchObject({ error: { message: 'GET /api/v1/orders is not modelled by the local Octopus' } });
    expect(world.octopus.requests[0]?.path).toBe('/api/v1/orders');
  });

  it.each(['//', '//?x', '//auth/login', '/%'])('contains %s, which is not modelled either', async (path) => {
    await using world = await anOctopus();
    const { status, body } = await world.call('GET', path);
    expect(status).toBe(501);
    expect(body).toMatchObject({ error: { code: 'NOT_MODELLED' } });
    expect(world.octopus.requests[0]?.path).toBe(path.replace('?x', ''));
  });
});
