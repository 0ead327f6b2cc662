import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyDocument, parseIntake } from '../../../lambda/intake/intake-document.ts';
import { reasons } from '../../../lambda/secrets/state-label.ts';

const alice = { API_KEY: 'test-key-alice-0001', API_SECRET: 'secret-of-alice-0001' };
const flaw = (value: unknown): string | undefined => {
  const document = parseIntake(typeof value === 'string' ? value : JSON.stringify(value));
  return document.kind === 'malformed' ? document.flaw : undefined;
};

describe('the intake', () => {
  it('is empty with the placeholder alone', () => expect(parseIntake(emptyDocument)).toEqual({ kind: 'empty' }));

  it('holds a pair, scheduled unless said otherwise', () => {
    expect(parseIntake(JSON.stringify(alice))).toMatchObject({ kind: 'staged', reason: 'scheduled', note: undefined });
  });

  it('holds the pair as it was staged', () => {
    const document = parseIntake(JSON.stringify(alice));
    const read = document.kind === 'staged' ? document.pair.reveal() : undefined;
    expect(read).toEqual({ apiKey: alice.API_KEY, apiSecret: alice.API_SECRET });
  });

  it.each(reasons)('takes the reason %s', (reason) => {
    expect(parseIntake(JSON.stringify({ ...alice, reason }))).toMatchObject({ kind: 'staged', reason });
  });

  it('takes a note of 500 characters', () => {
    const note = 'x'.repeat(500);
    expect(parseIntake(JSON.stringify({ ...alice, note }))).toMatchObject({ kind: 'staged', note });
  });

  it('holds a reason and a note', () => {
    const text = JSON.stringify({ ...alice, reason: 'leak', note: 'seen in a log' });
    expect(parseIntake(text)).toMatchObject({ kind: 'staged', reason: 'leak', note: 'seen in a log' });
  });

  it.each([
    ['no JSON', 'secret-of-alice-0001', 'it is not a JSON object'],
    ['an array', [alice], 'it is not a JSON object'],
    ['null', null, 'it is not a JSON object'],
    [
      'an extra key',
      { ...alice, 'secret-of-alice-0001': 1 },
      'it has 1 key(s) other than API_KEY, API_SECRET, reason, note',
    ],
    ['no secret', { API_KEY: 'test-key-alice-0001' }, 'API_SECRET is missing'],
    ['a number', { ...alice, API_KEY: 12345 }, 'API_KEY is not a string'],
    ['an empty string', { ...alice, API_SECRET: '' }, 'API_SECRET is empty'],
    ['10 kB', { ...alice, API_SECRET: 'x'.repeat(10_000) }, 'API_SECRET is longer than 4096 characters'],
    ['a line break', { ...alice, API_KEY: 'test-key\nalice' }, 'API_KEY contains white space or a line break'],
    [
      'a smart quote',
      { ...alice, API_KEY: '“test-key-alice”' },
      'API_KEY contains a character that is not printable ASCII, such as a typographic quote',
    ],
    ['an unknown reason', { ...alice, reason: 'boredom' }, 'reason is not one of scheduled, leak, departure, other'],
    ['a note that is no text', { ...alice, note: 7 }, 'note is not a string'],
    ['another status', { status: 'full' }, 'it has 1 key(s) other than API_KEY, API_SECRET, reason, note'],
    ['a note with the key', { ...alice, note: `it is ${alice.API_KEY}` }, 'note contains the key or the secret'],
    ['a long note', { ...alice, note: 'x'.repeat(501) }, 'note is longer than 500 characters'],
    ['a note with the secret', { ...alice, note: `it is ${alice.API_SECRET}` }, 'note contains the key or the secret'],
    [
      'a pair beside "empty"',
      { ...alice, status: 'empty' },
      'it has 1 key(s) other than API_KEY, API_SECRET, reason, note',
    ],
  ])('with %s is malformed', (_, value, expected) => {
    expect(flaw(value)).toBe(expected);
  });

  it('is read from any text without a crash, and quotes nothing of it', () => {
    const marked = fc.string({ minLength: 6 }).map((text) => `#${text}#`);
    fc.assert(
      fc.property(
        fc.oneof(
          marked,
          fc.dictionary(marked, marked).map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const document = parseIntake(text);
          return document.kind !== 'malformed' || !document.flaw.includes('#');
        },
      ),
    );
  });
});
