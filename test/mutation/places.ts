import type { Place } from './mutant.ts';

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** How often a text occurs in a top-level declaration, as code of its own: not in a comment, a type or a longer name. */
export function countOccurrences(source: string, { within, original }: Pick<Place, 'within' | 'original'>): number {
  const found = declarationsOf(source).find(({ name }) => name === within);
  return found === undefined ? 0 : offsetsOf(original, found).length;
}

/** Names the place of a text that begins at an offset of the source. */
export function placeAt(source: string, offset: number, text: string): Place {
  const original = oneLine(text);
  const declaration = declarationsOf(source).findLast(({ start }) => start <= offset);
  if (declaration === undefined) return { within: '', original, occurrence: 0 };
  return {
    within: declaration.name,
    original,
    occurrence: offsetsOf(original, declaration).indexOf(offset - declaration.start) + 1,
  };
}

interface Declaration {
  readonly name: string;
  readonly start: number;
  readonly code: string;
}

/** The formatter leaves nothing but declarations, imports and closing brackets at the beginning of a line. */
const declaration = /^(?:export )?(?:async )?(?:function|const|class|interface|type) ([\w$]+)/gm;

function declarationsOf(source: string): readonly Declaration[] {
  const code = withoutComments(source);
  const found = [...code.matchAll(declaration)];
  return found.map(({ 1: name = '', index: start }, position) => ({
    name,
    start,
    code: code.slice(start, found[position + 1]?.index),
  }));
}

/** Blanks the comments, so that every offset stays the same. */
const withoutComments = (source: string): string =>
  source.replace(/('(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (all, text?: string) =>
    text === undefined ? all.replace(/[^\n]/g, ' ') : all,
  );

function offsetsOf(original: string, { code }: Declaration): readonly number[] {
  const text = original.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(' ', '\\s+');
  return [...code.matchAll(new RegExp(`${before(original)}${text}${after(original)}`, 'g'))].map(({ index }) => index);
}

/** The brackets of a list follow a type or a name where they are none. */
function before(original: string): string {
  if (/^[\w$]/.test(original)) return '(?<![\\w$.])';
  return original.startsWith('[') ? '(?<![\\w$)\\]>.])' : '';
}

const after = (original: string): string => (/[\w$]$/.test(original) ? '(?![\\w$])' : '');
