import { z } from 'zod';

/** Checks of a whole list or object: they look at it even when a part is wrong, so that no mistake hides another. */
export const always = { when: () => true };

/** Not zod's own `max`, which takes a long text for a long list. */
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

/** A text of one form. The expectation is the whole message, whatever was wrong. */
export const text = (expected: string, form: RegExp) => z.string(expected).regex(form, expected);

/** A check for lists. What `keyOf` does not know has been told as another mistake already. */
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

/** For lists of objects that one of their texts tells apart. */
export const property =
  (name: string) =>
  (item: unknown): string | undefined =>
    typeof item === 'object' && item !== null ? itself(Reflect.get(item, name)) : undefined;
