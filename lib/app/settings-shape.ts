import { z } from 'zod';

/** For checks of a whole list or object: they run even when a part of it is wrong, so that no mistake hides another. */
export const always = { when: () => true };

/** Limits a list. Zod's own `max` would also count the characters of a text that stands in the place of the list. */
export const atMost =
  (length: number) =>
  (list: unknown): boolean =>
    !Array.isArray(list) || list.length <= length;

/** An object without unknown keys: a mistyped option must not be an ignored one. */
export function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : `an object of ${keys}`),
  });
}

/** A text of one form. The message is always `expected`, whatever was wrong. */
export const text = (expected: string, form: RegExp) => z.string(expected).regex(form, expected);

/** Refuses duplicates in a list. An item for which `keyOf` finds no key is skipped: another check reports it. */
export function eachOnce(expected: string, keyOf: (item: unknown) => string | undefined, ...path: string[]) {
  return (items: unknown, { addIssue }: { addIssue: (issue: z.core.$ZodSuperRefineIssue) => void }): void => {
    const keys = Array.isArray(items) ? items.map(keyOf) : [];
    for (const [index, key] of keys.entries()) {
      if (key === undefined || keys.indexOf(key) === index) continue;
      addIssue({ code: 'custom', path: [index, ...path], message: expected });
    }
  };
}

/** For lists of texts. */
export const itself = (item: unknown): string | undefined => (typeof item === 'string' ? item : undefined);

/** For lists of objects that are distinguished by one of their texts. */
export const property =
  (name: string) =>
  (item: unknown): string | undefined =>
    typeof item === 'object' && item !== null ? itself(Reflect.get(item, name)) : undefined;
