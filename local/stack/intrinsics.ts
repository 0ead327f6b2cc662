import { isRecord } from '../aws/secrets/check.ts';
import { StackError } from './stack-error.ts';

/** Resolves a template's references. */
export interface References {
  readonly ref: (id: string) => unknown;
  readonly attribute: (id: string, name: string) => unknown;
}

type Intrinsic = (argument: unknown, references: References) => unknown;

/** Resolves every reference and function in a template's value. Fails on a function that is not modelled. */
export function resolve(value: unknown, references: References): unknown {
  if (Array.isArray(value)) return value.filter(isThere).map((item) => resolve(item, references));
  if (!isRecord(value)) return value;
  const [only, ...more] = Object.entries(value);
  if (only !== undefined && more.length === 0) {
    const [name, argument] = only;
    const intrinsic = intrinsics[name];
    if (intrinsic !== undefined) return intrinsic(argument, references);
    if (name.startsWith('Fn::')) throw new StackError(`the local stack does not model ${name}`);
  }
  const there = Object.entries(value).filter(([, item]) => isThere(item));
  return Object.fromEntries(there.map(([key, item]) => [key, resolve(item, references)]));
}

/** A property whose value is `AWS::NoValue` is removed. */
const isThere = (value: unknown): boolean => !(isRecord(value) && value.Ref === 'AWS::NoValue');

/** The logical ids that a value refers to, pseudo parameters included. */
export function referencesOf(value: unknown): readonly string[] {
  const ids = new Set<string>();
  const note = (id: string): string => {
    ids.add(id);
    return id;
  };
  resolve(value, { ref: note, attribute: note });
  return [...ids];
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (id, { ref }) => ref(String(id)),
  'Fn::GetAtt': (path, { attribute }) => {
    const [id = '', ...name] = Array.isArray(path) ? path.map(String) : String(path).split('.');
    return attribute(id, name.join('.'));
  },
  'Fn::Join': (given, references) => {
    const [separator, parts] = listOf(given, references);
    return (Array.isArray(parts) ? parts : [parts]).map(String).join(String(separator));
  },
  'Fn::Select': (given, references) => {
    const [index, list] = listOf(given, references);
    return Array.isArray(list) ? list[Number(index)] : list;
  },
  'Fn::Split': (given, references) => {
    const [separator, text] = listOf(given, references);
    return String(text).split(String(separator));
  },
  'Fn::Sub': (given, references) => {
    const [text, variables] = Array.isArray(given) ? given : [given, {}];
    return String(text).replaceAll(/\$\{([^!}]+)\}/g, (_, name: string) =>
      String(substitute(name, variables, references)),
    );
  },
  'Fn::GetAZs': (_, { ref }) => ['a', 'b', 'c'].map((zone) => `${ref('AWS::Region')}${zone}`),
};

function listOf(given: unknown, references: References): readonly unknown[] {
  const resolved = resolve(given, references);
  return Array.isArray(resolved) ? resolved : [];
}

function substitute(name: string, variables: unknown, references: References): unknown {
  if (isRecord(variables) && name in variables) return resolve(variables[name], references);
  const [id = '', ...attribute] = name.split('.');
  return attribute.length === 0 ? references.ref(id) : references.attribute(id, attribute.join('.'));
}
