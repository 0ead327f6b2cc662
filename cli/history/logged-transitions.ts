import { fieldOf, type LoggedLine } from '../aws/function-logs.ts';
import type { HistoryEntry } from './history-entry.ts';

export interface LoggedTransitions {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  /** Lines that are of this credential and lack what every transition has. */
  readonly unreadable: number;
}

/** Finds the transitions of a credential. Its name holds no special character of a pattern. */
export const transitionsOf = (credential: string): string =>
  `{ $.message = "transition" && $.credential = "${credential}" }`;

/** Reads the transitions among lines of all functions, whatever else is among them. */
export function readTransitions(credential: string, lines: readonly LoggedLine[]): LoggedTransitions {
  const ours = lines.filter(({ fields }) => fields.message === 'transition' && fields.credential === credential);
  const read = ours.map(readOne).filter((entry) => entry !== undefined);
  return { entries: onceEach(byDate(read)), unreadable: ours.length - read.length };
}

/** What happened at the same instant stays in its order. */
export const byDate = (entries: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  entries.toSorted((a, b) => a.at.localeCompare(b.at));

function readOne(line: LoggedLine): HistoryEntry | undefined {
  const { at, function: writer } = line;
  const [what, versionId] = [fieldOf(line, 'what'), fieldOf(line, 'versionId')];
  if (what === null || versionId === null) return undefined;
  const pair = { maskedKey: fieldOf(line, 'maskedKey'), fingerprint: fieldOf(line, 'fingerprint') };
  const why = fieldOf(line, 'why');
  return { at, what, versionId, ...pair, why, knownBy: 'log', function: writer, times: 1, lastAt: at };
}

/** AWS repeats a failed rotation for a day; the same line after that is a new event. */
const repeatedWithinMs = 86_400_000;

/** Merges what a repeated step wrote again, if nothing else happened to the version in between. */
function onceEach(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const kept: HistoryEntry[] = [];
  const lastOf = new Map<string, number>();
  for (const entry of entries) {
    const index = lastOf.get(entry.versionId) ?? -1;
    const before = kept[index];
    if (before !== undefined && isRepeated(before, entry)) {
      const maskedKey = before.maskedKey ?? entry.maskedKey;
      kept[index] = { ...before, maskedKey, times: before.times + 1, lastAt: entry.at };
    } else {
      lastOf.set(entry.versionId, kept.push(entry) - 1);
    }
  }
  return kept;
}

/** The end of the key is in a line only where somebody had read the value. */
const isRepeated = (before: HistoryEntry, entry: HistoryEntry): boolean =>
  (['what', 'why', 'fingerprint', 'function'] as const).every((key) => before[key] === entry[key]) &&
  Date.parse(entry.at) - Date.parse(before.lastAt) <= repeatedWithinMs;
