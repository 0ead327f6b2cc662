import { notModelled } from '../aws-error.ts';
import { type Keys, knownKey } from './condition-keys.ts';
import { equals, fits } from './pattern.ts';

/** One line of a statement's Condition. All lines have to hold. */
export interface Condition {
  readonly test: Test | 'is-missing';
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly set: string | undefined;
  readonly key: string;
  readonly wanted: readonly string[];
}

type Test = (value: string, wanted: string, keys: Keys) => boolean;

const string: Test = (value, wanted, keys) => equals(wanted, value, keys);
const caseless: Test = (value, wanted, keys) => equals(wanted.toLowerCase(), value.toLowerCase(), keys);
const like: Test = (value, wanted, keys) => fits(wanted, value, keys);
const numeric =
  (compare: (value: number, wanted: number) => boolean): Test =>
  (value, wanted) =>
    compare(Number(value), Number(wanted));

/** Compares the six parts of an ARN separately, so that a `*` stays within its part. */
const arn: Test = (value, wanted, keys) => {
  const [given, patterns] = [arnParts(value), arnParts(wanted)];
  return given.length === patterns.length && patterns.every((part, index) => fits(part, given[index] ?? '', keys));
};

const arnParts = (text: string): readonly string[] => {
  const all = text.split(':');
  return [...all.slice(0, 5), all.slice(5).join(':')];
};

const tests = new Map<string, Test>([
  ['StringEquals', string],
  ['StringEqualsIgnoreCase', caseless],
  ['StringLike', like],
  ['ArnEquals', arn],
  ['ArnLike', arn],
  ['Bool', caseless],
  ['NumericEquals', numeric((value, wanted) => value === wanted)],
  ['NumericLessThan', numeric((value, wanted) => value < wanted)],
  ['NumericLessThanEquals', numeric((value, wanted) => value <= wanted)],
  ['NumericGreaterThan', numeric((value, wanted) => value > wanted)],
  ['NumericGreaterThanEquals', numeric((value, wanted) => value >= wanted)],
]);

const operatorName = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/;
const negative = /^(String|Arn|Numeric)Not((?:Equals|Like)\w*)$/;

/** Reads one line. An operator that is not modelled is refused: ignoring it would change the policy's meaning. */
export function readCondition(operator: string, name: string, wanted: readonly string[]): Condition {
  const [, set, word = '', exists] = operatorName.exec(operator) ?? [];
  const test = operator === 'Null' ? 'is-missing' : tests.get(word.replace(negative, '$1$2'));
  if (test === undefined) throw notModelled('iam', `condition operator ${operator}`);
  if (test === arn && wanted.some((text) => text.includes('${'))) {
    throw notModelled('iam', `a policy variable with ${operator}`);
  }
  return { test, negated: negative.test(word), ifExists: exists !== undefined, set, key: knownKey(name), wanted };
}

export function holds({ test, negated, ifExists, set, key, wanted }: Condition, keys: Keys): boolean {
  const values = keys.get(key);
  if (test === 'is-missing') return wanted.includes(String(values === undefined));
  // An absent key differs from every value: a negated operator holds without its key.
  if (values === undefined) return ifExists || set === 'ForAllValues' || (set === undefined && negated);
  const holdsFor = (value: string) => negated !== wanted.some((one) => test(value, one, keys));
  const all = set === 'ForAllValues' || (set === undefined && negated);
  return all ? values.every(holdsFor) : values.some(holdsFor);
}
