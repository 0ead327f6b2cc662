import type { Keys } from './condition-keys.ts';

const parts = /\$\{([^}]*)\}|[*?]|[^*?$]+|\$/g;
const wildcards = new Map([
  ['*', '.*'],
  ['?', '.'],
]);
const none = new Map<string, string>();
const nothing = '[]';

/** Whether a value fits a pattern: `*`, `?`, and variables like `${aws:PrincipalArn}`, whose value is taken literally. */
export function fits(pattern: string, value: string, keys: Keys): boolean {
  return expression(pattern, keys, wildcards).test(value);
}

/** Whether a value is the text, in which variables count and wildcards do not. */
export function equals(text: string, value: string, keys: Keys): boolean {
  return expression(text, keys, none).test(value);
}

function expression(pattern: string, keys: Keys, special: ReadonlyMap<string, string>): RegExp {
  const source = pattern.replaceAll(parts, (part, name?: string) =>
    name === undefined ? (special.get(part) ?? literal(part)) : variable(name, keys),
  );
  return new RegExp(`^${source}$`, 's');
}

/** `${*}` is the character itself. A variable that the request does not have fits nothing. */
function variable(name: string, keys: Keys): string {
  if (['*', '?', '$'].includes(name)) return literal(name);
  const [value, ...more] = keys.get(name.toLowerCase()) ?? [];
  return value === undefined || more.length > 0 ? nothing : literal(value);
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
