import { describe, expect, it } from 'vitest';
import { formatCredentialValue, parseCredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';

const [API_KEY, API_SECRET] = ['test-key-alice-0001', 'secret-of-alice-0001'];

describe('the value of a credential', () => {
  it.each<[what: string, value: unknown, kind: string]>([
    ['a key and a secret', { API_KEY, API_SECRET }, 'pair'],
    ['those and more, as somebody put it manually', { API_KEY, API_SECRET, note: 7 }, 'pair'],
    ['the placeholder', { status: 'awaiting-first-pair' }, 'placeholder'],
    ['another status', { status: 'empty' }, 'broken'],
    ['no key', { API_SECRET }, 'broken'],
    ['no secret', { API_KEY }, 'broken'],
    ['an empty key', { API_KEY: '', API_SECRET }, 'broken'],
    ['an empty secret', { API_KEY, API_SECRET: '' }, 'broken'],
    ['a key that is no text', { API_KEY: 7, API_SECRET }, 'broken'],
    ['a secret that is no text', { API_KEY, API_SECRET: 7 }, 'broken'],
    ['a list', [API_KEY, API_SECRET], 'broken'],
    ['null', null, 'broken'],
    ['a text', 'text', 'broken'],
  ])('that is %s', (_, value, kind) => {
    expect(parseCredentialValue(JSON.stringify(value)).kind).toBe(kind);
  });

  it.each([undefined, '', '{'])('that is no JSON is broken: %j', (text) => {
    expect(parseCredentialValue(text)).toEqual({ kind: 'broken' });
  });

  it.each<[clientId: unknown, read: string | undefined]>([
    ['42', '42'],
    [42, '42'],
    ['', undefined],
    [true, undefined],
    [null, undefined],
  ])('with the client account %j has %j', (CLIENT_ID, clientId) => {
    const value = parseCredentialValue(JSON.stringify({ API_KEY, API_SECRET, CLIENT_ID }));
    expect(value).toMatchObject({ kind: 'pair', clientId });
  });

  it('is what applications read, and read back as it was written', () => {
    const pair = new Pair(API_KEY, API_SECRET);
    const text = formatCredentialValue(pair, { baseUrl: 'https://octopus.example.com', clientId: '42' });
    expect(JSON.parse(text)).toEqual({
      API_KEY,
      API_SECRET,
      BASE_URL: 'https://octopus.example.com',
      CLIENT_ID: '42',
    });
    const read = parseCredentialValue(text);
    expect(read.kind === 'pair' && read.pair.equals(pair)).toBe(true);
  });
});
