import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatLabel,
  isInstant,
  isOurs,
  parseLabel,
  readInstant,
  toInstant,
  writeInstant,
} from '../../../lambda/secrets/label.ts';

describe('a label of ours', () => {
  it('has a kind and fields in the order in which they are given', () => {
    expect(formatLabel('due', { at: '20261124T100000Z', reason: 'leak', version: 'v' })).toBe(
      'octopus/due/at=20261124T100000Z/reason=leak/version=v',
    );
  });

  it('leaves out a field without a value', () => {
    expect(formatLabel('due', { at: undefined, version: 'v' })).toBe('octopus/due/version=v');
    expect(formatLabel('marked', {})).toBe('octopus/marked');
  });

  it.each<[text: string, kind: string, fields: object]>([
    ['octopus/due/at=x/version=v', 'due', { at: 'x', version: 'v' }],
    ['octopus/due', 'due', {}],
    ['octopus/', '', {}],
    ['octopus/due/flag', 'due', { flag: undefined }],
    ['octopus/due/at=', 'due', { at: '' }],
    ['octopus/due/at=x=y', 'due', { at: 'x' }],
  ])('%j is read as %j with %j', (text, kind, fields) => {
    expect(parseLabel(text)).toEqual({ kind, fields });
    expect(isOurs(text)).toBe(true);
  });

  it.each(['AWSCURRENT', '', 'octopus', 'octopus:due,at=x', 'another/due/at=x', 'my-octopus/due'])(
    '%j is none',
    (text) => {
      expect(parseLabel(text)).toBeUndefined();
      expect(isOurs(text)).toBe(false);
    },
  );

  it('is read from any text without a crash', () => {
    fc.assert(
      fc.property(
        fc.string().map((text) => `octopus/${text}`),
        (text) => parseLabel(text) !== undefined,
      ),
    );
  });
});

describe('an instant', () => {
  it('is UTC, to the second', () => {
    expect(toInstant(new Date('2026-11-24T10:00:00.987Z'))).toBe('2026-11-24T10:00:00Z');
  });

  it.each<[unknown, boolean]>([
    ['2026-11-24T10:00:00Z', true],
    ['+002026-11-24T10:00:00Z', false],
    ['2026-11-24T10:00:00.000Z', false],
    ['2026-11-24T10:00:00Z (x)', false],
    ['2026-99-24T10:00:00Z', false],
    ['2026-11-24', false],
    ['20261124T100000Z', false],
    [7, false],
    [undefined, false],
  ])('%j is one: %s', (text, expected) => {
    expect(isInstant(text)).toBe(expected);
  });

  it('is written into labels without a colon or a hyphen', () => {
    expect([writeInstant('2026-11-24T13:46:03Z'), writeInstant(undefined)]).toEqual(['20261124T134603Z', undefined]);
  });

  it.each<[string | undefined, string | undefined]>([
    ['20261124T134603Z', '2026-11-24T13:46:03Z'],
    ['20269924T134603Z', undefined],
    ['20261124T994603Z', undefined],
    ['2026-11-24T13:46:03Z', undefined],
    ['x20261124T134603Z', undefined],
    ['20261124T134603Zx', undefined],
    ['20261124T134603', undefined],
    ['yesterday', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('of the text %j is %j', (text, instant) => {
    expect(readInstant(text)).toBe(instant);
  });

  it('survives writing and reading', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const instant = toInstant(date);
          return isInstant(instant) && readInstant(writeInstant(instant)) === instant;
        },
      ),
    );
  });
});
