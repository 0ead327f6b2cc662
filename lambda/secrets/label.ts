/**
 * The form of every staging label of ours: `octopus/<kind>/<field>=<value>/…`. It holds only letters, digits and
 * `/ _ + = . @ -`. AWS documents these for the names of secrets, and documents nothing for labels.
 */
const prefix = 'octopus/';

export interface Label {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, string | undefined>>;

/** A field without a value is left out. */
export function formatLabel(kind: string, fields: Fields): string {
  const written = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return [`${prefix}${kind}`, ...written].join('/');
}

/** Reads a staging label; `undefined` for one that is not ours. */
export function parseLabel(text: string): Label | undefined {
  if (!text.startsWith(prefix)) return undefined;
  const [kind = '', ...fields] = text.slice(prefix.length).split('/');
  return { kind, fields: Object.fromEntries(fields.map((field) => field.split('=', 2))) };
}

/** Whether a staging label is one of ours. */
export const isOurs = (text: string): boolean => text.startsWith(prefix);

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** An instant as decisions take it: UTC, to the second. */
export const toInstant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export const isInstant = (text: unknown): text is string =>
  typeof text === 'string' && isoInstant.test(text) && !Number.isNaN(Date.parse(text));

/** An instant as labels write it: `20261124T134603Z`. */
export const writeInstant = (instant: string | undefined): string | undefined => instant?.replace(/[-:]/g, '');

/** Reads an instant of a label; `undefined` for anything else. */
export function readInstant(text: string | undefined): string | undefined {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '') ?? [];
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  return isInstant(instant) ? instant : undefined;
}
