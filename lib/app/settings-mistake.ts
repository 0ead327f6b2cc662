import type { z } from 'zod';

/**
 * One line per mistake: path, what was found, what is expected.
 * The schema's messages say what is expected and nothing else.
 */
export function mistakesOf(root: string, input: unknown, issues: readonly z.core.$ZodIssue[]): readonly string[] {
  return issues.flatMap((issue) => {
    const path = issue.path.reduce<string>(step, root);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => `${step(path, key)}: found an unknown key, expected ${issue.message}`);
    }
    return [`${path}: found ${show(valueAt(input, issue.path))}, expected ${issue.message}`];
  });
}

/** A key that is not a plain word is shown as JSON. */
function step(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const name = String(key);
  return /^[\w-]+$/.test(name) ? `${path}.${name}` : `${path}[${json(name)}]`;
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = jsonUnlessDeep(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** JSON of some thousand levels can be parsed, but overflows the stack when it is serialized. */
function jsonUnlessDeep(value: unknown): string {
  try {
    return json(value);
  } catch {
    return 'a value of too many levels';
  }
}

/** JSON leaves some line breaks as they are. This escapes all of them, so that a mistake stays one line. */
const json = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
