import { createHash } from 'node:crypto';
import { isInstant, writeInstant } from '../../lambda/secrets/label.ts';
import { formatStateLabel, parseStateLabel, states } from '../../lambda/secrets/state-label.ts';
import { formatHealth, formatReminder, parseWatchLabel } from '../../lambda/watch/watch-label.ts';

/** The fingerprint of the pair that a version holds, unless a test says which pair it is. */
export const fingerprintOf = (name: string): string =>
  /^[0-9a-f]{12}$/.test(name) ? name : createHash('sha256').update(name).digest('hex').slice(0, 12);

const kinds: readonly string[] = [...states, 'reminder', 'health'];

/** Whether a text is the short form of a label of ours. */
export const isShort = (words: string): boolean => kinds.includes(words.split(' ', 1)[0] ?? '');

/**
 * The label of a version in short words: `requested at=2026-11-01T00:00:00Z reason=leak for=new`. A pair is named by its
 * version, so two versions of one pair are told by `pair=`. Throws when it is none of ours: a misspelled test proves nothing.
 */
export function aLabel(words: string, versionId: string): string {
  const [kind, ...fields] = words.split(' ');
  const given = fields.map((field) => field.split('=') as [string, string]);
  const all = { ...(states.some((state) => state === kind) && { pair: versionId }), ...Object.fromEntries(given) };
  const written = Object.entries(all).map(([name, value]) => `${name}=${spelled(name, value)}`);
  const text = [`octopus/${kind}`, ...written, `version=${versionId}`].join('/');
  const label = formatted(text);
  if (label === undefined) throw new Error(`no label of ours: ${words}`);
  const lost = written.filter((field) => !label.split('/').includes(field));
  if (lost.length > 0) throw new Error(`not in a label of ours: ${lost.join(' ')}`);
  return label;
}

const spelled = (name: string, value: string): string =>
  name === 'pair' || name === 'for' ? fingerprintOf(value) : (isInstant(value) && writeInstant(value)) || value;

function formatted(text: string): string | undefined {
  const state = parseStateLabel(text);
  if (state !== undefined) return formatStateLabel(state);
  const label = parseWatchLabel(text);
  return label?.kind === 'health' ? formatHealth(label) : label && formatReminder(label);
}
