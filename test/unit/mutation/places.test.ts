import { describe, expect, it } from 'vitest';
import { countOccurrences, placeAt } from '../../mutation/places.ts';

const source = `import { split } from './split.ts';

/** Reads '' as false. */
export async function read(text: string): Promise<readonly string[]> {
  // false for ''
  const state = label?.state ?? view.label?.state;
  if (text === '') return [];
  return isFalse ? [text, 'http://' + false] : list[0];
}

const write = ({ label }: View): string[] =>
  call({
    label,
    isFalse: false,
  });
`;

const offset = (text: string, from = 0): number => source.indexOf(text, from);

describe('a text in a declaration', () => {
  it.each([
    ['read', "''", 1],
    ['read', '[]', 1],
    ['read', 'false', 1],
    ['read', 'label?.state', 1],
    ['write', 'false', 1],
    ['write', '[]', 0],
    ['write', '{ label, isFalse: false, }', 1],
    ['elsewhere', 'false', 0],
  ])('%s: %s occurs %i times outside of comments, types and longer names', (within, original, count) => {
    expect(countOccurrences(source, { within, original })).toBe(count);
  });
});

describe('the place of a text', () => {
  it('is its declaration, its text on one line, and which occurrence it is', () => {
    const text = source.slice(offset('{\n    label'), offset(');\n', offset('isFalse: false')));
    expect(placeAt(source, offset(text), text)).toEqual({
      within: 'write',
      original: '{ label, isFalse: false, }',
      occurrence: 1,
    });
  });

  it('counts the occurrences before it', () => {
    const twice = 'const first = (a: string) => a === b;\nconst second = () => a === b || a === b;\n';
    expect(placeAt(twice, twice.lastIndexOf('a === b'), 'a === b')).toMatchObject({ within: 'second', occurrence: 2 });
  });

  it('stays the same when a declaration before it changes', () => {
    const longer = source.replace('return [];', "return ['', false && false];");
    const place = (text: string) => placeAt(text, text.lastIndexOf('false'), 'false');
    expect(place(longer)).toEqual(place(source));
  });

  it('is in no declaration before the first one', () => {
    expect(placeAt(source, 0, 'import')).toEqual({ within: '', original: 'import', occurrence: 0 });
  });
});
