import { parseObject } from '../secrets/json.ts';
import { flawOf, Pair } from '../secrets/pair.ts';
import { isReason, type Reason, reasons } from '../secrets/state-label.ts';

export const longestNote = 500;

/** What a person staged. */
export interface StagedPair {
  readonly pair: Pair;
  readonly reason: Reason;
  readonly note: string | undefined;
}

export type IntakeDocument =
  | { readonly kind: 'empty' }
  | ({ readonly kind: 'staged' } & StagedPair)
  | { readonly kind: 'malformed'; readonly flaw: string };

export const emptyDocument = JSON.stringify({ status: 'empty' });

const known = ['API_KEY', 'API_SECRET', 'reason', 'note'];

/** Reads the intake's document. A flaw is described without quoting what was found, not even an unknown key. */
export function parseIntake(text: string | undefined): IntakeDocument {
  const value = parseObject(text);
  if (value === undefined) return malformed('it is not a JSON object');
  if (value.status === 'empty' && Object.keys(value).length === 1) return { kind: 'empty' };

  const unknown = Object.keys(value).filter((key) => !known.includes(key)).length;
  if (unknown > 0) return malformed(`it has ${unknown} key(s) other than ${known.join(', ')}`);
  for (const key of ['API_KEY', 'API_SECRET'] as const) {
    const flaw = flawOfPart(value[key]);
    if (flaw !== undefined) return malformed(`${key} ${flaw}`);
  }
  return readPair(value);
}

function flawOfPart(part: unknown): string | undefined {
  if (part === undefined) return 'is missing';
  return typeof part === 'string' ? flawOf(part) : 'is not a string';
}

function readPair({ API_KEY, API_SECRET, reason = 'scheduled', note }: Record<string, unknown>): IntakeDocument {
  const pair = new Pair(String(API_KEY), String(API_SECRET));
  if (!isReason(reason)) return malformed(`reason is not one of ${reasons.join(', ')}`);
  if (note === undefined) return { kind: 'staged', pair, reason, note };
  if (typeof note !== 'string') return malformed('note is not a string');
  if (note.length > longestNote) return malformed(`note is longer than ${longestNote} characters`);
  if (pair.isQuotedIn(note)) return malformed('note contains the key or the secret');
  return { kind: 'staged', pair, reason, note };
}

const malformed = (flaw: string): IntakeDocument => ({ kind: 'malformed', flaw });
