import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describePair, flawOf, Pair } from '../../../lambda/secrets/pair.ts';

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

  it.each([
    ['of 12 characters', 'test-key-012', '…-012'],
    ['of 11 characters', 'test-key-01', '…'],
    ['with a character that is no ASCII', 'test-key-alice-ä001', '…'],
    ['with a line break at its end', 'test-key-alice-0001\n', '…'],
    ['with a space at its start', ' test-key-alice-0001', '…'],
  ])('with a key %s is shown as %s', (_, key, mask) => {
    const masked = new Pair(key, 'x');
    expect(masked.maskedKey).toBe(mask);
    expect(describePair(masked)).toEqual({ maskedKey: mask, fingerprint: masked.fingerprint });
  });

  it('says what it is, masked', () => {
    expect([`${pair}`, JSON.stringify(pair), inspect(pair)]).toEqual(['pair …0001', '"pair …0001"', 'pair …0001']);
  });

  it.each([
    ['its key', 'the key is test-key-alice-0001.', true],
    ['its secret', 'secret-of-alice-0001', true],
    ['its secret in other case', 'SECRET-of-Alice-0001', true],
    ['its key with white space in it', 'test-key -\nalice-0001', true],
    ['its key with an invisible character in it', 'test-key\u200b-alice-0001', true],
    ['a part of its key', 'test-key-alice', false],
    ['nothing of it', 'seen in a log', false],
  ])('is quoted in a text with %s: %s', (_, text, isQuoted) => {
    expect(pair.isQuotedIn(text)).toBe(isQuoted);
  });

  it('of a key with capitals is quoted, too', () => {
    expect(new Pair('Test-Key-Alice-0001', 'x'.repeat(9)).isQuotedIn('test-key-alice-0001')).toBe(true);
  });

  it('has the key of a pair with another secret', () => {
    expect(pair.hasKeyOf(new Pair('test-key-alice-0001', 'another'))).toBe(true);
    expect(pair.hasKeyOf(new Pair('test-key-alice-0002', 'secret-of-alice-0001'))).toBe(false);
  });

  it('shows nothing of a key shorter than 12 characters', () =>
    expect(new Pair('short-k-001', 'x').maskedKey).toBe('…'));

  it('has a fingerprint over key and secret', () => {
    expect(pair.fingerprint).toMatch(/^[0-9a-f]{12}$/);
    expect(new Pair('test-key-alice-0001', 'secret-of-alice-0001').fingerprint).toBe(pair.fingerprint);
    expect(new Pair('test-key-alice-0001', 'secret-of-alice-0002').fingerprint).not.toBe(pair.fingerprint);
    expect(new Pair('test-key-alice-0002', 'secret-of-alice-0001').fingerprint).not.toBe(pair.fingerprint);
    expect(new Pair('test-key-alice-00', '01secret-of-alice-0001').fingerprint).not.toBe(pair.fingerprint);
  });

  it.each<[what: string, other: Pair, hasKey: boolean, isEqual: boolean]>([
    ['its key in other case', new Pair('Test-KEY-alice-0001', 'secret-of-alice-0001'), true, true],
    ['its secret in other case', new Pair('test-key-alice-0001', 'Secret-of-alice-0001'), true, false],
    ['another key', new Pair('test-key-alice-0002', 'secret-of-alice-0001'), false, false],
  ])('is compared with a pair of %s, where the case of the key does not count', (_, other, hasKey, isEqual) => {
    expect([pair.hasKeyOf(other), other.hasKeyOf(pair)]).toEqual([hasKey, hasKey]);
    expect([pair.equals(other), other.equals(pair)]).toEqual([isEqual, isEqual]);
    expect(pair.fingerprint === other.fingerprint).toBe(isEqual);
  });

  it('equals a pair of the same key and secret only', () => {
    expect(pair.equals(new Pair('test-key-alice-0001', 'secret-of-alice-0001'))).toBe(true);
    expect(pair.equals(new Pair('test-key-alice-0001', 'another'))).toBe(false);
    expect(pair.equals(new Pair('another', 'secret-of-alice-0001'))).toBe(false);
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
    ['äplain', 'contains a character that is not printable ASCII, such as a typographic quote'],
    ['plainä', 'contains a character that is not printable ASCII, such as a typographic quote'],
  ])('%#: %j', (text, flaw) => {
    expect(flawOf(text)).toBe(flaw);
  });
});
