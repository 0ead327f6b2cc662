import { describePair, Pair } from '../../../lambda/secrets/pair.ts';
import { formatStateLabel, parseStateLabel } from '../../../lambda/secrets/state-label.ts';

/** When everything happens that a test gives no other date. */
export const now = new Date('2026-11-24T10:00:00Z');

const units: Readonly<Record<string, number>> = { d: 86_400, h: 3_600, m: 60, s: 1 };

/** `-3d`, `-5h`, `-90s`, `now`: an instant by its distance from now. */
function distanceOf(instant: string): string {
  const seconds = (Date.parse(instant) - now.getTime()) / 1000;
  if (seconds === 0) return 'now';
  const [unit, length] = Object.entries(units).find(([, each]) => seconds % each === 0) ?? ['s', 1];
  return `${seconds > 0 ? '+' : ''}${seconds / length}${unit}`;
}

/** The instant of a distance. */
export function instantOf(distance: string): string {
  const [, count = '0', unit = 's'] = /^([+-]\d+)([dhms])$/.exec(distance) ?? [];
  const milliseconds = Number(count) * (units[unit] ?? 1) * 1000;
  return `${new Date(now.getTime() + milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The id of a version that a test names: as long as a token has to be. */
export const idOf = (name: string): string => name.padEnd(32, '_');

/**
 * A label as AWS has it: of `requested at=-3d live=-90d for=bob`, or of `octopus/verdict=Rejected/token=next`, or of one
 * of AWS's own. A state label names the pair of somebody: of `pair=ann`, else of the owner that is given.
 */
export function labelOf(words: string, version: string, owner = 'ann'): string {
  const dated = words.replace(/=(now|[+-]\d+[dhms])\b/g, (_, distance: string) => `=${compact(instantOf(distance))}`);
  const named = dated
    .replace(/\b(token|version)=(\w+)/g, (_, field: string, name: string) => `${field}=${idOf(name)}`)
    .replace(/\b(pair|for)=([a-z/]+)/g, (_, field: string, name: string) => `${field}=${pairOf(name).fingerprint}`);
  if (/^(AWS|octopus\/)/.test(words)) return named;
  const isState = !/^(reminder|health)/.test(words) && !/ pair=/.test(words);
  const pair = isState ? `/pair=${pairOf(owner).fingerprint}` : '';
  const text = `octopus/${named.replaceAll(' ', '/')}${pair}/version=${idOf(version)}`;
  // As our functions write it, whatever the order of the words is.
  const label = parseStateLabel(text);
  return label === undefined ? text : formatStateLabel(label);
}

const compact = (instant: string): string => instant.replace(/[-:]/g, '');

/** A text as tests have it: instants by their distance, versions and pairs by their names, and a label of ours as it was given. */
export const wordsOf = (text: string): string =>
  text
    .replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g, '$1-$2-$3T$4:$5:$6Z')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, distanceOf)
    .replace(/\b([a-z]+)_{4,}/g, '$1')
    // That the pair is the one of the version is held for every label by the model.
    .replace(/\/pair=[0-9a-f]{12}/g, '')
    .replace(/\bfor=([0-9a-f]{12})/g, (_, fingerprint: string) => `for=${names.get(fingerprint) ?? 'somebody'}`)
    // AWS ends the name in an ARN with six characters of its own.
    .replace(/arn:[\w:/-]+\/api-\w{6}/g, 'ARN')
    .replace(/^octopus\/(?!verdict|empty)(.*)\/version=\w+$/, (_, words: string) => words.replaceAll('/', ' '));

const people = ['ann', 'bob', 'cem', 'dee', 'eve', 'fay', 'gus', 'hal', 'ida', 'jon', 'kim', 'lea', 'max'];

/** The pair of somebody; `ann/bob` is the key of ann with the secret of bob. */
export function pairOf(owner: string): Pair {
  const [key = owner, secret = key] = owner.split('/');
  const number = String(people.indexOf(key)).padStart(4, '0');
  return new Pair(`test-key-of-${key}-${number}`, `test-secret-of-${secret}`);
}

const owners = new Map(
  [...people.map((key) => `${key}/bob`), ...people].map((owner) => [
    JSON.stringify(describePair(pairOf(owner))),
    owner,
  ]),
);

const names = new Map(
  [...people.map((key) => `${key}/bob`), ...people].map((owner) => [pairOf(owner).fingerprint, owner]),
);

export const ownerOf = (pair: Pair): string => owners.get(JSON.stringify(describePair(pair))) ?? 'somebody';

/** Something that is told, in a line: a pair by its owner, an instant by its distance, a version by its name. */
export function lineOf(value: unknown): string {
  if (typeof value === 'string') return wordsOf(value);
  if (typeof value === 'number') return String(Number(value.toFixed(1)));
  if (Array.isArray(value)) return `[${value.map(lineOf).join(', ')}]`;
  if (value === undefined) return 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  const { maskedKey, fingerprint, ...others }: Readonly<Record<string, unknown>> = Object.fromEntries(
    Object.entries(value),
  );
  const byMask = owners.get(JSON.stringify({ maskedKey, fingerprint }));
  const byFingerprint = fingerprint === undefined ? undefined : names.get(String(fingerprint));
  // A masked key that is left out was read by nobody.
  const owner =
    fingerprint === undefined ? [] : [maskedKey === undefined ? `~${byFingerprint}` : (byMask ?? 'somebody')];
  const fields = Object.entries(others).filter((field) => !isUsual(field));
  return [...owner, ...fields.map(([name, field]) => `${name}=${within(field)}`)].join(' ');
}

function within(field: unknown): string {
  const line = lineOf(field);
  const isList = Array.isArray(field);
  return !isList && /[ =]/.test(line) && typeof field === 'object' ? `(${line})` : line;
}

/** Where everything happens, and the client account that all pairs have. */
const isUsual = ([name, field]: readonly [string, unknown]): boolean =>
  (field === undefined && name !== 'clientId') ||
  ['environment sandbox', 'credential api', 'clientId 42'].includes(`${name} ${field}`);
