/** A pasted text without what a mail program put around it, and what that was. */
export interface Cleaned {
  readonly text: string;
  readonly removed: readonly Removed[];
}

export type Removed = 'white space' | 'invisible characters' | 'typographic quotes' | 'quotes';

interface Cleaning {
  readonly removed: Removed;
  readonly apply: (text: string) => string;
}

const typographic = '\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a\u00ab\u00bb\u2032\u2033\u00b4';

/** `\s` matches non-breaking spaces, but no zero-width character and no soft hyphen. */
const cleanings: readonly Cleaning[] = [
  around('invisible characters', '\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff\\u00ad\\p{Cc}', {
    but: '\\t\\n\\v\\f\\r',
  }),
  around('white space', '\\s'),
  // They are not ASCII, so even a single one is not part of a key.
  around('typographic quotes', typographic),
  { removed: 'quotes', apply: withoutQuotes },
];

/** Removes characters from both ends, one by one: a pattern would scan a long run in the middle again and again. */
function around(removed: Removed, characters: string, { but = '' } = {}): Cleaning {
  const one = new RegExp(but === '' ? `[${characters}]` : `(?![${but}])[${characters}]`, 'u');
  return {
    removed,
    apply(text) {
      let [from, to] = [0, text.length];
      while (from < to && one.test(text.charAt(from))) from += 1;
      while (to > from && one.test(text.charAt(to - 1))) to -= 1;
      return text.slice(from, to);
    },
  };
}

function withoutQuotes(text: string): string {
  const first = text.charAt(0);
  const isQuoted = text.length > 1 && ['"', "'", '`'].includes(first) && text.endsWith(first);
  return isQuoted ? text.slice(1, -1) : text;
}

/** Removes, layer by layer, what surrounds a key in a mail. What is inside stays as it is, and is judged later. */
export function cleanPaste(pasted: string): Cleaned {
  let text = pasted;
  const removed = new Set<Removed>();
  for (let changed = true; changed; ) {
    const before = text;
    for (const cleaning of cleanings) {
      const after = cleaning.apply(text);
      if (after !== text) removed.add(cleaning.removed);
      text = after;
    }
    changed = text !== before;
  }
  return { text, removed: [...removed] };
}
