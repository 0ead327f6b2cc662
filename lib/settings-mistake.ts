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

const step = (path: string, key: PropertyKey): string =>
  typeof key === 'number' ? `${path}[${key}]` : `${path}.${String(key)}`;

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    input,
  );

/** As JSON, which escapes line breaks: a mistake stays one line. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
