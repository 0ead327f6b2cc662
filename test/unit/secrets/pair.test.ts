import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { flawOf, Pair } from '../../../lambda/secrets/pair.ts';

const pair = new Pair('test-key-alice-0001', 'secret-of-alice-0001');

describe('a pair', () => {
  it.each([
    ['String', (value: Pair) => String(value)],
    ['template', (value: Pair) => `${value}`],
    ['JSON.stringify', (value: Pair) => JSON.stringify({ value })],
    ['inspect', (value: Pair) => inspect(value, { showHidden: true })],
    ['Object.entries', (value: Pair) => JSON.stringify(Object.entries(value))],
    ['an error message', (value: Pair) => new Error(`failed for ${value}`).message],
  ])('shows neither key nor secret through %s', (_, print) => {
    expect(print(pair)).not.toMatch(/test-key-alice|secret-of-alice/);
  });

  it('masks its key to the last four characters', () => expect(pair.maskedKey).toBe('…0001'));

  it('shows nothing of a key shorter than 12 characters', () =>
    expect(new Pair('short-k-001', 'x').maskedKey).toBe('…'));

  it('has a fingerprint over key and secret', () => {
    expect(pair.fingerprint).toMatch(/^[0-9a-f]{8}$/);
    expect(new Pair('test-key-alice-0001', 'secret-of-alice-0002').fingerprint).not.toBe(pair.fingerprint);
    expect(new Pair('test-key-alice-00', '01secret-of-alice-0001').fingerprint).not.toBe(pair.fingerprint);
  });

  it('equals a pair of the same key and secret only', () => {
    expect(pair.equals(new Pair('test-key-alice-0001', 'secret-of-alice-0001'))).toBe(true);
    expect(pair.equals(new Pair('test-key-alice-0001', 'another'))).toBe(false);
    expect(pair.equals(undefined)).toBe(false);
  });
});

describe('half a pair', () => {
  it.each([
    ['', 'is empty'],
    ['with space', 'contains white space or a line break'],
    ['line\nbreak', 'contains white space or a line break'],
    ['nbsp\u00a0', 'contains white space or a line break'],
    ['“smart”', 'contains a character that is not printable ASCII, such as a typographic quote'],
    ['bell\u0007', 'contains a character that is not printable ASCII, such as a typographic quote'],
    ['x'.repeat(4097), 'is longer than 4096 characters'],
    ['x'.repeat(4096), undefined],
    ['plain-Key_1~', undefined],
  ])('%#: %j', (text, flaw) => {
    expect(flawOf(text)).toBe(flaw);
  });
});
