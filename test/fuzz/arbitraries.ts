import * as fc from 'fast-check';

/** Characters of which no message of ours has six in a row: six of them in a message are a quote of a secret. */
const marked = [...'QXZJKVWY'];

/** A text that stands for a key, a secret or a token. */
export const secret = fc
  .array(fc.constantFrom(...marked), { minLength: 8, maxLength: 40 })
  .map((letters) => letters.join(''));

const prototypeNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'toJSON'];
const oddities = [
  '\u0000',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\u{1f419}',
  '"',
  "'",
  '\\',
  '\r\n',
  '=',
  ',',
  '@',
];
const deepest = 20_000;

/** One text repeated many times: so long that a backtracking search becomes slow. */
const huge = fc
  .tuple(fc.constantFrom('a', ' ', '"', '-', '.', '\u200b', '" ', '\'"', '\u200b ', 'a-', '[', '9', '@', 'a@'), secret)
  .chain(([piece, inside]) =>
    fc.constantFrom(1_000, 20_000).map((count) => `${inside}${piece.repeat(count)}${inside}${piece.repeat(count)}`),
  );

/** An unexpected text, which sometimes contains a secret. */
export const hostileText = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 3, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 4, arbitrary: secret },
  { weight: 3, arbitrary: fc.tuple(secret, fc.constantFrom(...oddities), secret).map((parts) => parts.join('')) },
  { weight: 3, arbitrary: fc.constantFrom(...prototypeNames, ...oddities, '') },
  { weight: 1, arbitrary: huge },
);

const deep = fc
  .tuple(fc.constantFrom(['[', ']'], ['{"a":', '}']), fc.constantFrom(50, deepest))
  .map(([[open = '', close = ''], depth]) => `${open.repeat(depth)}1${close.repeat(depth)}`);

/** Any JSON, as text. */
const hostileJson = fc.oneof(
  { weight: 8, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  { weight: 4, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('null', 'true', '-0', '1e400', '-1', '0.5', '{}', '[]', '""', '9007199254740993'),
  },
  { weight: 1, arbitrary: deep },
);

type Change = (members: readonly (readonly [string, string])[]) => readonly (readonly [string, string])[];

const changeOf = (names: readonly string[]): fc.Arbitrary<Change> => {
  const name = fc.constantFrom(...names);
  const anyName = fc.oneof(name, fc.constantFrom(...prototypeNames), hostileText);
  return fc.oneof(
    name.map<Change>((gone) => (members) => members.filter(([known]) => known !== gone)),
    fc.tuple(name, hostileJson).map<Change>(
      ([changed, value]) =>
        (members) =>
          members.map((each) => (each[0] === changed ? [changed, value] : each)),
    ),
    // A name that exists already becomes a duplicate key.
    fc.tuple(anyName, hostileJson).map<Change>(([added, value]) => (members) => [...members, [added, value]]),
  );
};

/** A valid object as JSON, with up to three of its members changed, left out or duplicated. */
function mutated(valid: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  const members = Object.entries(valid).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return fc.array(changeOf(Object.keys(valid)), { maxLength: 3 }).map((changes) => {
    const changed = changes.reduce<readonly (readonly [string, string])[]>((given, change) => change(given), members);
    return `{${changed.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(',')}}`;
  });
}

/** A text that is cut off, or into which something is inserted. */
const damaged = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.nat(), hostileText).map(([whole, place, odd]) => {
    const at = place % (whole.length + 1);
    return place % 2 === 0 ? whole.slice(0, at) : `${whole.slice(0, at)}${odd}${whole.slice(at)}`;
  });

const bytes = fc.uint8Array({ maxLength: 200 }).map((octets) => new TextDecoder().decode(octets));

/** Documents that are derived from valid ones, and other texts. */
export function documentsLike(valid: Readonly<Record<string, unknown>>): fc.Arbitrary<string> {
  const like = mutated(valid);
  return fc.oneof(
    { weight: 10, arbitrary: like },
    { weight: 2, arbitrary: damaged(like) },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileJson },
    { weight: 1, arbitrary: bytes },
  );
}

/** The same, for texts that are not JSON. */
export const textsLike = (...valid: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...valid) },
    { weight: 6, arbitrary: damaged(damaged(fc.constantFrom(...valid))) },
    { weight: 2, arbitrary: hostileText },
    { weight: 1, arbitrary: bytes },
  );

/** Parses a text as JSON; returns the text itself if it is not JSON. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const run = new RegExp(`[${marked.join('')}]{6,}`);

/** Whether a text contains six characters in a row that only occur in secrets. */
export const quotesSecret = (text: string): boolean => run.test(text);

/** The same text without the characters of secrets, for values that a message may show. */
export const unmarked = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  texts.map((text) => text.replaceAll(new RegExp(`[${marked.join('')}]`, 'g'), 'q'));
