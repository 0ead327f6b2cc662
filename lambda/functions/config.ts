import { isIPv4 } from 'node:net';
import type { HandoverSettings } from '../handover/hold.ts';
import { baseUrlOf, parseBaseUrlOverride } from '../octopus/base-url.ts';
import { parseObject } from '../secrets/json.ts';
import type { Environment } from '../secrets/origin.ts';

/** The settings of a function, from its environment variables. */
export interface Config {
  readonly environment: Environment;
  readonly baseUrl: string;
  readonly opsTopicArn: string;
  readonly supportTopicArn: string;
  /** The credentials of the environment, each with the client account that it must belong to, if one is configured. */
  readonly credentials: ReadonlyMap<string, string | undefined>;
  readonly handover: HandoverSettings;
  /** CIDRs from which the functions reach the internet; empty when they are not fixed. */
  readonly egress: readonly string[];
  /** How many days before twelve months are over ops is reminded, the most first. The watch alone asks for them. */
  readonly remindDaysBefore: readonly number[];
}

const everyRung = '60,30,14,7,1,0';

type Variables = Readonly<Record<string, string | undefined>>;

/** Thrown at start, so that a function with a wrong environment serves nothing. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the environment variables. Throws a `ConfigError` that names every one that is missing or wrong. */
export function readConfig(variables: Variables): Config {
  const mistakes = Object.entries(checks).flatMap(([name, check]) => {
    const expected = check(variables[name]);
    return expected === undefined ? [] : [`${name} must be ${expected}, got ${show(variables[name])}`];
  });
  if (mistakes.length > 0) throw new ConfigError(`wrong environment variables: ${mistakes.join('; ')}`);

  const environment = variables.ENVIRONMENT === 'production' ? 'production' : 'sandbox';
  return {
    environment,
    baseUrl: variables.OCTOPUS_BASE_URL ?? baseUrlOf(environment),
    opsTopicArn: variables.OPS_TOPIC_ARN ?? '',
    supportTopicArn: variables.SUPPORT_TOPIC_ARN ?? '',
    credentials: parseCredentials(variables.CREDENTIALS ?? '{}') ?? new Map(),
    handover: {
      hours: Number(variables.HANDOVER_HOURS ?? 24),
      atMostDays: Number(variables.HANDOVER_AT_MOST_DAYS ?? 14),
    },
    egress: cidrsIn(variables.EGRESS_CIDRS ?? ''),
    remindDaysBefore: daysIn(variables.REMIND_DAYS_BEFORE ?? everyRung),
  };
}

/** For each variable: what is expected, when what was found is not it. */
const checks: Readonly<Record<string, (value: string | undefined) => string | undefined>> = {
  ENVIRONMENT: (value) => (value === 'sandbox' || value === 'production' ? undefined : 'sandbox or production'),
  OPS_TOPIC_ARN: checkTopicArn,
  SUPPORT_TOPIC_ARN: checkTopicArn,
  CREDENTIALS: (value = '{}') =>
    parseCredentials(value) === undefined ? 'a JSON object of credential name to client id or null' : undefined,
  HANDOVER_HOURS: (value = '24') => (isWhole(value, 0, 720) ? undefined : 'a whole number of hours, 0 to 720'),
  HANDOVER_AT_MOST_DAYS: (value = '14') => (isWhole(value, 1, 60) ? undefined : 'a whole number of days, 1 to 60'),
  EGRESS_CIDRS: (value = '') =>
    cidrsIn(value).every(isCidr) ? undefined : 'left out, or IPv4 CIDRs such as 203.0.113.7/32, with commas between',
  REMIND_DAYS_BEFORE: (value = everyRung) =>
    areRungs(daysIn(value))
      ? undefined
      : 'left out, or falling whole days of 0 to 365 such as 60,30,0, with commas between',
  OCTOPUS_BASE_URL: (value) =>
    value === undefined || parseBaseUrlOverride(value) !== undefined
      ? undefined
      : 'left out, or a loopback address such as http://127.0.0.1:4567 (for tests alone)',
};

function checkTopicArn(value: string | undefined): string | undefined {
  return /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/.test(value ?? '') ? undefined : 'the ARN of an SNS topic';
}

const cidrsIn = (text: string): readonly string[] => (text === '' ? [] : text.split(','));

function isCidr(text: string): boolean {
  const [address = '', length = '', ...rest] = text.split('/');
  return rest.length === 0 && isIPv4(address) && /^\d\d?$/.test(length) && Number(length) <= 32;
}

/** What is no whole number becomes NaN, which no check lets through. */
const daysIn = (text: string): readonly number[] =>
  text.split(',').map((days) => (/^\d{1,3}$/.test(days) ? Number(days) : Number.NaN));

const areRungs = (days: readonly number[]): boolean =>
  days.every((rung, index) => rung <= 365 && rung < (days[index - 1] ?? Infinity));

const isWhole = (text: string, from: number, to: number): boolean =>
  /^\d{1,3}$/.test(text) && Number(text) >= from && Number(text) <= to;

function parseCredentials(text: string): ReadonlyMap<string, string | undefined> | undefined {
  const value = parseObject(text);
  if (value === undefined || !Object.values(value).every((id) => id === null || typeof id === 'string'))
    return undefined;
  return new Map(Object.entries(value).map(([name, id]) => [name, id === null ? undefined : String(id)]));
}

/** What stands before an `@` may be a password. */
const show = (value: string | undefined): string =>
  value === undefined ? 'nothing' : `"${value.replace(/^.*@/s, '…@').slice(0, 80)}"`;
