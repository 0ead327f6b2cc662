import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLogin } from '../../../lambda/octopus/outcome.ts';

const tokens = { access_token: 'token', refresh_token: 'token', client_id: 42 };
const ok = (data: unknown, success = true) => JSON.stringify({ success, data });
const envelope = (code: string) => JSON.stringify({ error: { name: 'AnyError', code, message: 'any text' } });

describe('a reply to a login', () => {
  it.each<[number, string, string, object]>([
    [200, 'with tokens', ok(tokens), { kind: 'accepted', clientId: '42' }],
    [200, 'with more fields', ok({ ...tokens, extra: 1 }), { kind: 'accepted', clientId: '42' }],
    [200, 'that is a page', '<html>', { kind: 'unavailable', code: 'UNEXPECTED_BODY' }],
    [200, 'without success', ok(tokens, false), { kind: 'unavailable', code: 'UNEXPECTED_BODY' }],
    [
      200,
      'without client_id',
      ok({ ...tokens, client_id: undefined }),
      { kind: 'unavailable', code: 'UNEXPECTED_BODY' },
    ],
    [200, 'with an empty token', ok({ ...tokens, access_token: '' }), { kind: 'unavailable', code: 'UNEXPECTED_BODY' }],
    [400, 'VALIDATION_FAILURE', envelope('VALIDATION_FAILURE'), { kind: 'rejected', code: 'VALIDATION_FAILURE' }],
    [401, 'UNAUTHORIZED', envelope('UNAUTHORIZED'), { kind: 'rejected', code: 'UNAUTHORIZED' }],
    [401, 'of a proxy', '<html>', { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [401, 'of another code', envelope('FORBIDDEN'), { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [403, 'FORBIDDEN', envelope('FORBIDDEN'), { kind: 'blocked', code: 'FORBIDDEN' }],
    [403, 'of a proxy', '', { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [429, 'TOO_MANY_REQUESTS', envelope('TOO_MANY_REQUESTS'), { kind: 'unavailable', code: 'RATE_LIMITED' }],
    [500, 'of any body', 'garbage', { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [503, 'of any body', '', { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [302, 'elsewhere', '', { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
    [404, 'with an envelope', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
  ])('%i %s', (status, _, body, outcome) => {
    expect(judgeLogin({ status, body })).toEqual(outcome);
  });

  it('never quotes its body and never crashes', () => {
    const body = fc.oneof(
      fc.string(),
      fc.json(),
      fc.string().map((text) => envelope(`#${text}#`)),
    );
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), body, (status, text) => {
        return !JSON.stringify(judgeLogin({ status, body: text })).includes('#');
      }),
    );
  });
});
