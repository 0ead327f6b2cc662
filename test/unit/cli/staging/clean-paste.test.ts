import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPaste } from '../../../../cli/staging/clean-paste.ts';

describe('cleanPaste', () => {
  it.each([
    ['leaves a clean text alone', 'key-1', 'key-1', []],
    ['takes off blanks and line breaks', '  key-1\r\n', 'key-1', ['white space']],
    ['takes off tabs', '\tkey-1\t', 'key-1', ['white space']],
    ['takes off non-breaking spaces', '\u00a0\u202f\u3000key-1\u00a0', 'key-1', ['white space']],
    ['takes off zero-width characters', '\u200b\u2060key-1\u200d', 'key-1', ['invisible characters']],
    ['takes off a byte order mark', '\ufeffkey-1', 'key-1', ['invisible characters']],
    ['takes off soft hyphens', 'key-1\u00ad', 'key-1', ['invisible characters']],
    ['takes off smart quotes', '\u201ckey-1\u201d', 'key-1', ['typographic quotes']],
    ['takes off one smart quote', 'key-1\u2019', 'key-1', ['typographic quotes']],
    ['takes off German and French quotes', '\u201e\u00abkey-1\u00bb\u201c', 'key-1', ['typographic quotes']],
    ['takes off straight quotes around', '"key-1"', 'key-1', ['quotes']],
    ['takes off backticks around', '`key-1`', 'key-1', ['quotes']],
    ['keeps one straight quote: it may belong to the key', 'key-1"', 'key-1"', []],
    ['keeps quotes inside', 'a"b\u201cc', 'a"b\u201cc', []],
    ['keeps white space inside: it is judged, not mended', 'a b', 'a b', []],
    ['peels layer by layer', ' "\u201c key-1\u00a0\u201d" ', 'key-1', ['white space', 'quotes', 'typographic quotes']],
    ['leaves nothing of nothing', ' \u200b""', '', ['white space', 'invisible characters', 'quotes']],
  ])('%s', (_, pasted, text, removed) => {
    expect(cleanPaste(pasted)).toStrictEqual({ text, removed });
  });

  it.each([
    ['white space in the middle', `a${' '.repeat(60_000)}a`],
    ['invisible characters in the middle', `a${'\u200b'.repeat(60_000)}a`],
    ['quotes in quotes', `"'`.repeat(15_000) + `'"`.repeat(15_000)],
  ])('takes no longer for 60,000 of %s', (_, pasted) => {
    const from = performance.now();
    expect(cleanPaste(pasted).text.length).toBeLessThanOrEqual(pasted.length);
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('changes nothing when it is repeated', () => {
    const character = fc.constantFrom(' ', '"', "'", '\u201c', '\u00a0', '\u200b', 'a', 'b', '\n');
    fc.assert(
      fc.property(fc.string({ unit: character }), (pasted) => {
        const { text } = cleanPaste(pasted);
        expect(cleanPaste(text)).toStrictEqual({ text, removed: [] });
      }),
    );
  });

  it('changes no printable ASCII text that is not quoted', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[!#-&(-_a-~]+$/), (text) => {
        expect(cleanPaste(text).text).toBe(text);
      }),
    );
  });
});
