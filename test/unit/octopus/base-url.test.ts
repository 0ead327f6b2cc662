import { describe, expect, it } from 'vitest';
import { baseUrlOf, parseBaseUrlOverride } from '../../../lambda/octopus/base-url.ts';

describe('the base URL', () => {
  it.each([
    ['sandbox', 'https://sandbox-api.octopuscards.io'],
    ['production', 'https://api.octopuscards.io'],
  ] as const)('of %s is %s', (environment, url) => {
    expect(baseUrlOf(environment)).toBe(url);
  });
});

describe('the address for tests', () => {
  it.each(['http://127.0.0.1:4567', 'http://localhost:1', 'http://127.0.0.1:65535', 'http://127.0.0.1:80'])(
    'is %s',
    (text) => {
      expect(parseBaseUrlOverride(text)).toBe(text);
    },
  );

  it.each([
    '',
    'http://127.0.0.1',
    'http://127.0.0.1:0',
    'http://127.0.0.1:65536',
    'http://127.0.0.1:4567/',
    'http://127.0.0.1:4567/path',
    'http://127.0.0.1:4567?query',
    'http://127.0.0.1:4567\n',
    'see http://127.0.0.1:4567',
    'http://127.0.0.1:x',
    'https://127.0.0.1:4567',
    'http://user@127.0.0.1:4567',
    'http://127.0.0.1:4567@example.com:80',
    'http://127.0.0.1.example.com:4567',
    'http://localhost.example.com:4567',
    'http://127.0.0.2:4567',
    'http://[::1]:4567',
    'https://api.octopuscards.io',
  ])('is not %j', (text) => {
    expect(parseBaseUrlOverride(text)).toBeUndefined();
  });
});
