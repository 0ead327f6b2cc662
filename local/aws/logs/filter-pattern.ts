import { type AwsError, notModelled } from '../aws-error.ts';

export type Predicate = (line: unknown) => boolean;

const token = /[()]|&&|\|\||\$\.([\w.]+)\s*(!?=)\s*"([^"]*)"/g;

/**
 * The part of CloudWatch's filter syntax for JSON that the project uses: `=` and `!=` with `*`, `&&`, `||`, parentheses.
 * AWS does not document what `!=` means for a missing field, so such a pattern is refused when a line lacks the field.
 * Fails with an `AwsError` for a pattern that is not modelled.
 */
export function parseFilterPattern(pattern: string): Predicate {
  const inner = /^\s*\{(.*)\}\s*$/s.exec(pattern)?.[1];
  const rest: string[] = [...(inner?.match(token) ?? [])];
  if (rest.length === 0 || withoutSpaces(rest.join('')) !== withoutSpaces(inner ?? '')) throw notUnderstood(pattern);
  const parsed = either(rest);
  if (rest.length > 0) throw notUnderstood(pattern);
  return parsed;
}

const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '');
const notUnderstood = (text: string): AwsError => notModelled('logs', `the filter pattern ${text}`);

function either(rest: string[]): Predicate {
  const parts = listOf(rest, '||', both);
  return (line) => parts.some((part) => part(line));
}

function both(rest: string[]): Predicate {
  const parts = listOf(rest, '&&', single);
  return (line) => parts.every((part) => part(line));
}

function listOf(rest: string[], separator: string, parse: (rest: string[]) => Predicate): Predicate[] {
  const parts = [parse(rest)];
  while (rest[0] === separator) {
    rest.shift();
    parts.push(parse(rest));
  }
  return parts;
}

function single(rest: string[]): Predicate {
  const next = rest.shift() ?? '';
  if (next !== '(') return comparison(next);
  const inner = either(rest);
  if (rest.shift() !== ')') throw notUnderstood('with a parenthesis that is not closed');
  return inner;
}

function comparison(text: string): Predicate {
  const [, path, operator, value = ''] = [...text.matchAll(token)][0] ?? [];
  if (path === undefined) throw notUnderstood(text);
  const literal = value.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const wanted = new RegExp(`^${literal.join('.*')}$`, 's');
  return (line) => {
    const found = path.split('.').reduce<unknown>((part, key) => Object(part)[key], line);
    if (found === undefined && operator === '!=') throw notUnderstood(`${text} for a line without ${path}`);
    return found !== undefined && wanted.test(String(found)) === (operator === '=');
  };
}
