export type Predicate = (line: unknown) => boolean;

const token = /[()]|&&|\|\||\$\.([\w.]+) (!?=) "([^"]*)"/g;

/**
 * The part of CloudWatch's filter syntax for JSON that the project uses: `=` and `!=` with `*`, `&&`, `||`, parentheses.
 * AWS does not say what `!=` means for a field that a line does not have, so a pattern that comes to it is refused.
 */
export function parseFilterPattern(pattern: string): Predicate {
  const [, inner = ''] = /^\{ (.*) \}$/.exec(pattern) ?? [];
  const tokens = inner.match(token) ?? [];
  if (tokens.join('').replaceAll(' ', '') !== inner.replaceAll(' ', '')) throw new Error(`not understood: ${pattern}`);
  const rest = [...tokens];
  const parsed = either(rest);
  if (rest.length > 0) throw new Error(`not understood from ${rest.join(' ')}`);
  return parsed;
}

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
  if (rest.shift() !== ')') throw new Error('a parenthesis is not closed');
  return inner;
}

function comparison(text: string): Predicate {
  const [, path = '', operator, value = ''] = [...text.matchAll(token)][0] ?? [];
  const literal = value.split('*').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const wanted = new RegExp(`^${literal.join('.*')}$`, 's');
  return (line) => {
    const found = path.split('.').reduce<unknown>((part, key) => Object(part)[key], line);
    if (found === undefined && operator === '!=') throw new Error(`${text}: the line has no ${path}`);
    return found !== undefined && wanted.test(String(found)) === (operator === '=');
  };
}
