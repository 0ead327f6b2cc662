import type { Keys } from './condition-keys.ts';

const parts = /\$\{([^}]*)\}|[*?]|[^*?$]+|\$/g;
const wildcards = new Map([
  ['*', '.*'],
  ['?', '.'],
]);
const none = new Map<string, string>();
const nothing = '[]';

/** Whether a value matches a pattern: `*`, `?`, and variables like `${aws:PrincipalArn}`, whose value is taken literally. */
export function fits(pattern: string, value: string, keys: Keys): boolean {
  return expression(pattern, keys, wildcards).test(value);
}

/** Whether a value equals the text, in which variables are replaced and wildcards are literal. */
export function equals(text: string, value: string, keys: Keys): boolean {
  return expression(text, keys, none).test(value);
}

function expression(pattern: string, keys: Keys, special: ReadonlyMap<string, string>): RegExp {
  const source = pattern.replaceAll(parts, (part, name?: string) =>
    name === undefined ? (special.get(part) ?? literal(part)) : variable(name, keys),
  );
  return compiled(source);
}

const expressions = new Map<string, RegExp>();

/** The same few policies are evaluated at every call, and an expression takes longer to compile than to test. */
function compiled(source: string): RegExp {
  const known = expressions.get(source);
  if (known !== undefined) return known;
  const expression = new RegExp(`^${source}$`, 's');
  expressions.set(source, expression);
  return expression;
}

/** `${*}` stands for the character itself. A variable that the request lacks matches nothing. */
function variable(name: string, keys: Keys): string {
  if (['*', '?', '$'].includes(name)) return literal(name);
  const [value, ...more] = keys.get(name.toLowerCase()) ?? [];
  return value === undefined || more.length > 0 ? nothing : literal(value);
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
