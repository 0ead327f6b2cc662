import { z } from 'zod';
import { mistakesOf } from './settings-mistake.ts';

/** The key in the context of `cdk.json`. */
export const contextKey = 'octopus-cards';

export type Environment = keyof Settings;
export type Settings = z.output<typeof settingsSchema>;
export type EnvironmentSettings = Settings['sandbox'];

export type ParsedSettings =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'mistakes'; readonly mistakes: readonly string[] };

/** Reads the context of `cdk.json`. Finds all mistakes at once, one line each. */
export function parseSettings(context: unknown): ParsedSettings {
  const parsed = settingsSchema.safeParse(context);
  return parsed.success
    ? { kind: 'settings', settings: parsed.data }
    : { kind: 'mistakes', mistakes: mistakesOf(contextKey, context, parsed.error.issues) };
}

/** Checks of a whole list or object: they look at it even when a part is wrong, so that no mistake hides another. */
const always = { when: () => true };

/** An object without unknown keys: a mistyped option must not be an ignored one. */
function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? `one of ${keys}` : `an object of ${keys}`),
  });
}

const addressesSchema = z
  .array(z.email('an e-mail address'), 'a list of e-mail addresses')
  .min(1, 'at least one e-mail address')
  .superRefine(eachOnce('an address that is not in the list yet', normalized), always);

const clientId = 'a client id: a whole number above 0, or a string of 1 to 64 characters without white space';
const credentialSchema = object({
  name: z
    .string('a name of 1 to 40 of a-z, 0-9 and -')
    .regex(/^[a-z0-9-]{1,40}$/, 'a name of 1 to 40 of a-z, 0-9 and -'),
  /** The client account that this credential must belong to. By default the account of the live pair. */
  clientId: z
    .union([z.string(clientId).regex(/^\S{1,64}$/, clientId), z.int(clientId).min(1, clientId)], clientId)
    .transform(String)
    .optional(),
});

// 50 keep the stack below CloudFormation's 200 outputs and 500 resources, and CLIENT_IDS below Lambda's 4 KB.
const credentialsSchema = z
  .array(credentialSchema, 'a list of credentials')
  .min(1, 'at least one credential')
  .max(50, 'at most 50 credentials')
  .superRefine(eachOnce('a name that no other credential has', nameOf, 'name'), always);

const rung = 'a whole number of days, 0 to 365';
const rungsSchema = z
  .array(z.int(rung).min(0, rung).max(365, rung), 'a list of days')
  .min(1, 'at least one day')
  .superRefine((rungs, { addIssue }) => {
    for (const [index, [before, days]] of pairsOf(rungs).entries()) {
      if (typeof before === 'number' && typeof days === 'number' && days >= before) {
        addIssue({ code: 'custom', path: [index + 1], message: `fewer days than the ${before} before it` });
      }
    }
  }, always);

const rotateEveryDays = 'a whole number of days, 1 to 999';
const environmentSchema = object({
  opsEmails: addressesSchema,
  supportEmails: addressesSchema,
  /** @default [{ name: 'api' }] */
  credentials: credentialsSchema.default([{ name: 'api' }]),
  /** @default 365 */
  rotateEveryDays: z.int(rotateEveryDays).min(1, rotateEveryDays).max(999, rotateEveryDays).default(365),
  /** @default [60, 30, 14, 7, 1, 0] */
  remindDaysBefore: rungsSchema.default([60, 30, 14, 7, 1, 0]),
  /** @default - the account of the credentials that deploy */
  account: z
    .string('a string of 12 digits')
    .regex(/^\d{12}$/, 'a string of 12 digits')
    .optional(),
  /** @default - the region of the credentials that deploy */
  region: z
    .string('a region such as eu-central-1')
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region such as eu-central-1')
    .optional(),
}).refine(accountHasRegion, { ...always, path: ['region'], error: 'a region, because an account is given' });

const settingsSchema = object({ sandbox: environmentSchema, production: environmentSchema });

/** A check for lists. What `keyOf` does not know has been told as another mistake already. */
function eachOnce(expected: string, keyOf: (item: unknown) => string | undefined, ...path: string[]) {
  return (items: unknown, { addIssue }: { addIssue: (issue: z.core.$ZodSuperRefineIssue) => void }): void => {
    const keys = Array.isArray(items) ? items.map(keyOf) : [];
    for (const [index, key] of keys.entries()) {
      if (key === undefined || keys.indexOf(key) === index) continue;
      addIssue({ code: 'custom', path: [index, ...path], message: expected });
    }
  };
}

function normalized(address: unknown): string | undefined {
  return typeof address === 'string' ? address.toLowerCase() : undefined;
}

function nameOf(credential: unknown): string | undefined {
  const name = typeof credential === 'object' && credential !== null ? Reflect.get(credential, 'name') : undefined;
  return typeof name === 'string' ? name : undefined;
}

function pairsOf(list: unknown): readonly (readonly [unknown, unknown])[] {
  return Array.isArray(list) ? list.slice(1).map((item, index) => [list[index], item] as const) : [];
}

function accountHasRegion(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return true;
  return Reflect.get(settings, 'account') === undefined || Reflect.get(settings, 'region') !== undefined;
}
