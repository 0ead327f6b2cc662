import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differenceOf } from './difference.ts';

it.each([
  ['the same trace', 'a\nb', 'a\nb', '= 2 lines'],
  ['a line that is missing', 'a\nb\nc', 'a\nc', '= 1 line\n- b\n= 1 line'],
  ['a line that is added', 'a\nc', 'a\nb\nc', '= 1 line\n+ b\n= 1 line'],
  ['a line that changed', 'a\nb\nc', 'a\nx\nc', '= 1 line\n- b\n+ x\n= 1 line'],
  ['a line that moved', 'a\nb\nc', 'b\nc\na', '- a\n= 2 lines\n+ a'],
  ['nothing in common', 'a', 'b', '- a\n+ b'],
])('the difference of %s', (_, first, second, expected) => {
  expect(differenceOf(first, second)).toBe(expected);
});

/** The second trace, from the first one and the difference. */
function applied(first: string, difference: string): string {
  const rest = first.split('\n');
  return difference
    .split('\n')
    .flatMap((line) => {
      if (line.startsWith('+ ')) return [line.slice(2)];
      const taken = rest.splice(0, line.startsWith('- ') ? 1 : Number(line.split(' ')[1]));
      return line.startsWith('- ') ? [] : taken;
    })
    .join('\n');
}

it('the difference and the first trace determine the second one', () => {
  const trace = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 })
    .map((all) => all.join('\n'));
  fc.assert(
    fc.property(trace, trace, (first, second) => {
      expect(applied(first, differenceOf(first, second))).toBe(second);
    }),
  );
});
