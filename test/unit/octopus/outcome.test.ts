import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeLogin, type LoginOutcome, type Unavailability } from '../../../lambda/octopus/outcome.ts';

const now = new Date('2026-11-24T10:00:00Z');
const tokens = { access_token: 'token', refresh_token: 'token', client_id: 42 };
const ok = (data: unknown, success = true) => JSON.stringify({ success, data });
const envelope = (code: string) => JSON.stringify({ error: { name: 'AnyError', code, message: 'any text' } });

describe('a reply to a login', () => {
  it.each<[number, string, string | undefined, object]>([
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
    [
      200,
      'without refresh_token',
      ok({ ...tokens, refresh_token: undefined }),
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
    [400, 'of another code', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [403, 'of another code', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [401, 'without a code', '{"error":{}}', { kind: 'unavailable', code: 'NO_ENVELOPE' }],
    [200, 'with an error', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'UNEXPECTED_BODY' }],
    [200, 'cut off', ok(tokens).slice(0, -1), { kind: 'unavailable', code: 'UNEXPECTED_BODY' }],
    [
      200,
      'with a client_id of text',
      ok({ ...tokens, client_id: '42' }),
      { kind: 'unavailable', code: 'UNEXPECTED_BODY' },
    ],
    [
      200,
      'with a broken client_id',
      ok({ ...tokens, client_id: 4.2 }),
      { kind: 'unavailable', code: 'UNEXPECTED_BODY' },
    ],
    [200, 'too large', undefined, { kind: 'unavailable', code: 'BODY_TOO_LARGE' }],
    [401, 'too large', undefined, { kind: 'unavailable', code: 'BODY_TOO_LARGE' }],
    [201, 'with tokens', ok(tokens), { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
    [204, 'with nothing', '', { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
    [500, 'too large', undefined, { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [500, 'with the envelope of a 401', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [500, 'of any body', 'garbage', { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [503, 'of any body', '', { kind: 'unavailable', code: 'SERVER_ERROR' }],
    [499, 'of any body', '', { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
    [302, 'elsewhere', '', { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
    [404, 'with an envelope', envelope('UNAUTHORIZED'), { kind: 'unavailable', code: 'UNEXPECTED_STATUS' }],
  ])('%i %s', (status, _, body, outcome) => {
    expect(judgeLogin({ status, body, now })).toEqual(outcome);
  });

  it.each([
    [429, 'RATE_LIMITED'],
    [503, 'SERVER_ERROR'],
  ])('%i passes its Retry-After on', (status, code) => {
    const outcome = judgeLogin({ status, body: '', retryAfter: '7', now });
    expect(outcome).toEqual({ kind: 'unavailable', code, retryAfterMs: 7000 });
  });

  it('looks at no message and no name', () => {
    const body = JSON.stringify({ error: { name: 'ForbiddenError', code: 'UNAUTHORIZED', message: 'IP address' } });
    expect(judgeLogin({ status: 401, body, now })).toEqual({ kind: 'rejected', code: 'UNAUTHORIZED' });
  });

  it('of any kind has an outcome of the closed list, and quotes nothing', () => {
    const status = fc.oneof(fc.constantFrom(200, 400, 401, 403, 429, 500), fc.integer({ min: 100, max: 599 }));
    const reply = fc.record({ status, body: anyBody, retryAfter: fc.option(fc.string(), { nil: undefined }) });
    fc.assert(fc.property(reply, (given) => isOfTheClosedList(judgeLogin({ ...given, now }))));
  });
});

const text = fc.oneof(fc.string(), fc.constantFrom('UNAUTHORIZED', 'FORBIDDEN', 'VALIDATION_FAILURE', '__proto__'));
const anyBody = fc.oneof(
  fc.constant(undefined),
  fc.string(),
  fc.json(),
  text.map(envelope),
  fc
    .record({ access_token: fc.anything(), refresh_token: text, client_id: fc.oneof(fc.integer(), text) })
    .map((data) => ok(data)),
);

function isOfTheClosedList(outcome: LoginOutcome): boolean {
  switch (outcome.kind) {
    case 'accepted':
      return /^-?\d+$/.test(outcome.clientId);
    case 'rejected':
      return ['UNAUTHORIZED', 'VALIDATION_FAILURE'].includes(outcome.code);
    case 'blocked':
      return outcome.code === 'FORBIDDEN';
    case 'unavailable':
      return unavailabilities.includes(outcome.code) && ['number', 'undefined'].includes(typeof outcome.retryAfterMs);
  }
}

const unavailabilities: readonly Unavailability[] = [
  'RATE_LIMITED',
  'SERVER_ERROR',
  'UNEXPECTED_BODY',
  'UNEXPECTED_STATUS',
  'NO_ENVELOPE',
  'BODY_TOO_LARGE',
];
