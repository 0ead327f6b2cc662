import { z } from 'zod';
import type { Environment } from '../environment.ts';
import { credentialsSchema } from './credential-settings.ts';
import { egressSchema } from './egress-settings.ts';
import { mistakesOf } from './settings-mistake.ts';
import { always, atMost, eachOnce, itself, object, text } from './settings-shape.ts';

/** The key in the context of `cdk.json`. */
export const contextKey = 'octopus-cards';

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

const addressesSchema = z
  .array(z.email('an e-mail address'), 'a list of e-mail addresses')
  .min(1, 'at least one e-mail address')
  .superRefine(eachOnce('an address that is not in the list yet', inLowerCase), always);

const rung = 'a whole number of days, 0 to 365';
const rungsSchema = z
  .array(z.int(rung).min(0, rung).max(365, rung), 'a list of days')
  .min(1, 'at least one day')
  // The watch gets them in an environment variable, and Lambda allows 4 KB for all variables.
  .refine(atMost(20), { ...always, error: 'at most 20 days' })
  .superRefine((rungs, { addIssue }) => {
    for (const [index, [before, days]] of pairsOf(rungs).entries()) {
      if (typeof before === 'number' && typeof days === 'number' && days >= before) {
        addIssue({ code: 'custom', path: [index + 1], message: `fewer days than the ${before} before it` });
      }
    }
  }, always);

const hours = 'a whole number of hours, 0 to 720';
const atMostDays = 'a whole number of days, 1 to 60';
const handoverSchema = object({
  hours: z.int(hours).min(0, hours).max(720, hours).default(24),
  atMostDays: z.int(atMostDays).min(1, atMostDays).max(60, atMostDays).default(14),
}).refine(isLongEnough, {
  ...always,
  path: ['atMostDays'],
  error: 'at least as long as the hours, which are waited for in any case',
});

const rotateEveryDays = 'a whole number of days, 1 to 999';
const keys = ['customer-key', 'aws-key'] as const;
const environmentSchema = (key: (typeof keys)[number]) =>
  object({
    opsEmails: addressesSchema,
    supportEmails: addressesSchema,
    /** @default [{ name: 'api' }] */
    credentials: credentialsSchema.default([{ name: 'api' }]),
    /** @default 365 */
    rotateEveryDays: z.int(rotateEveryDays).min(1, rotateEveryDays).max(999, rotateEveryDays).default(365),
    /** @default [60, 30, 14, 7, 1, 0] */
    remindDaysBefore: rungsSchema.default([60, 30, 14, 7, 1, 0]),
    /**
     * How long applications have to take a new pair before support is asked to revoke the old one.
     * @default { hours: 24, atMostDays: 14 }
     */
    handover: handoverSchema.default({ hours: 24, atMostDays: 14 }),
    /** @default { kind: 'none' } */
    egress: egressSchema.default({ kind: 'none' }),
    /**
     * Whether a KMS key of its own or AWS's keys encrypt secrets and topics.
     * @default - 'customer-key' in production, 'aws-key' in sandbox
     */
    encryption: z.enum(keys, '"customer-key" or "aws-key"').default(key),
    /** @default - the account of the credentials that deploy */
    account: text('a string of 12 digits', /^\d{12}$/).optional(),
    /** @default - the region of the credentials that deploy */
    region: text('a region such as eu-central-1', /^[a-z]{2}(-[a-z]+)+-\d$/).optional(),
  }).refine(accountHasRegion, { ...always, path: ['region'], error: 'a region, because an account is given' });

const settingsSchema = object({
  sandbox: environmentSchema('aws-key'),
  production: environmentSchema('customer-key'),
} satisfies Record<Environment, unknown>);

function isLongEnough(handover: unknown): boolean {
  const { hours: least = 24, atMostDays: days = 14 } = Object(handover);
  return typeof least !== 'number' || typeof days !== 'number' || least <= days * 24;
}

function inLowerCase(address: unknown): string | undefined {
  return itself(address)?.toLowerCase();
}

function pairsOf(list: unknown): readonly (readonly [unknown, unknown])[] {
  return Array.isArray(list) ? list.slice(1).map((item, index) => [list[index], item] as const) : [];
}

function accountHasRegion(settings: unknown): boolean {
  if (typeof settings !== 'object' || settings === null) return true;
  return Reflect.get(settings, 'account') === undefined || Reflect.get(settings, 'region') !== undefined;
}
