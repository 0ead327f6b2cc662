import type { SecretView } from '../../lambda/secrets/secret-view.ts';
import type { DatedSecret } from '../aws/dated-secret.ts';
import { type LoggingFunction, logRetentionDays } from '../aws/function-logs.ts';
import type { HistoryEntry } from './history-entry.ts';
import { type Fact, factsOf, slackMs } from './labelled-facts.ts';
import { byDate, type LoggedTransitions } from './logged-transitions.ts';

/** Where the history of a credential comes from. */
export interface Sources {
  readonly now: Date;
  readonly view: Pick<SecretView, 'stages'>;
  readonly dated: DatedSecret;
  readonly logged: LoggedTransitions;
  /** Functions that have no log group. */
  readonly withoutLog: readonly LoggingFunction[];
}

/** Something that is not known any more. */
export type Missing =
  | { readonly kind: 'lines-not-kept'; readonly before: string }
  | { readonly kind: 'no-log-group'; readonly function: LoggingFunction }
  | { readonly kind: 'known-by-label'; readonly count: number; readonly versionIds: readonly string[] }
  | { readonly kind: 'known-by-date'; readonly versionIds: readonly string[] }
  | { readonly kind: 'version-gone'; readonly versionIds: readonly string[] }
  | { readonly kind: 'lines-not-readable'; readonly count: number };

export interface History {
  /** Oldest first. */
  readonly entries: readonly HistoryEntry[];
  readonly missing: readonly Missing[];
}

/** Merges the log with the labels and dates of the versions. What both know appears once, in the words of the log. */
export function mergeHistory(sources: Sources): History {
  const { view, dated, logged } = sources;
  const notLogged = factsOf(view, dated.versions).filter((fact) => !isLogged(fact, logged.entries));
  const added = notLogged.map((fact) => asEntry(fact, logged.entries));
  const entries = withKeys(byDate([...added, ...logged.entries]));
  return { entries, missing: missingIn(entries, sources) };
}

/** The line of a transition may follow its label by up to two days: the next watch writes it after a crash. */
const lateMs = 2 * 86_400_000;

/** The date of a version adds nothing once the log says what happened to it. */
function isLogged(fact: Fact, logged: readonly HistoryEntry[]): boolean {
  return logged.some(
    ({ versionId, what, at, lastAt }) =>
      fact.words.includes(what) &&
      (fact.ofEarlierVersion === true || versionId === fact.versionId) &&
      (fact.knownBy === 'date' ||
        (Date.parse(lastAt) >= Date.parse(fact.at) - slackMs && Date.parse(at) <= Date.parse(fact.at) + lateMs)),
  );
}

/** The value of a version never changes, so a line about it names the pair of the others too; but for a refusal. */
function asEntry({ at, what, versionId, why, knownBy, pair }: Fact, logged: readonly HistoryEntry[]): HistoryEntry {
  const named = logged.find(
    (entry) => entry.versionId === versionId && entry.fingerprint !== null && entry.what !== 'refused',
  );
  const fingerprint = named?.fingerprint ?? pair ?? null;
  const maskedKey = named?.maskedKey ?? null;
  return { at, what, versionId, maskedKey, fingerprint, why, knownBy, function: null, times: 1, lastAt: at };
}

/** A line or a label may name a pair by its fingerprint alone: another entry of the same pair may have the end of its key. */
function withKeys(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const keys = new Map<string, string>();
  for (const { fingerprint, maskedKey } of entries) {
    if (fingerprint !== null && maskedKey !== null) keys.set(fingerprint, maskedKey);
  }
  return entries.map((entry) => ({
    ...entry,
    maskedKey: entry.maskedKey ?? keys.get(entry.fingerprint ?? '') ?? null,
  }));
}

function missingIn(entries: readonly HistoryEntry[], sources: Sources): readonly Missing[] {
  const { dated, logged, withoutLog } = sources;
  const before = keptSince(sources);
  const byLabel = entries.filter(({ knownBy }) => knownBy === 'label');
  const known = new Set(entries.filter(({ knownBy }) => knownBy !== 'date').map(({ versionId }) => versionId));
  const byDateAlone = dated.versions.map(({ versionId }) => versionId).filter((versionId) => !known.has(versionId));
  const there = new Set(dated.versions.map(({ versionId }) => versionId));
  const gone = idsOf(logged.entries).filter((versionId) => !there.has(versionId));
  return [
    ...(dated.madeAt < before ? [{ kind: 'lines-not-kept', before } as const] : []),
    ...withoutLog.map((name) => ({ kind: 'no-log-group', function: name }) as const),
    ...(byLabel.length === 0
      ? []
      : [{ kind: 'known-by-label', count: byLabel.length, versionIds: idsOf(byLabel) } as const]),
    ...(byDateAlone.length === 0 ? [] : [{ kind: 'known-by-date', versionIds: byDateAlone } as const]),
    ...(gone.length === 0 ? [] : [{ kind: 'version-gone', versionIds: gone } as const]),
    ...(logged.unreadable === 0 ? [] : [{ kind: 'lines-not-readable', count: logged.unreadable } as const]),
  ];
}

const idsOf = (entries: readonly HistoryEntry[]): readonly string[] => [
  ...new Set(entries.map(({ versionId }) => versionId)),
];

/** From when on the log is whole; earlier, where somebody had it kept for longer and a line shows it. */
function keptSince({ now, logged }: Sources): string {
  const kept = now.getTime() - logRetentionDays * 86_400_000;
  const [oldest] = logged.entries;
  return new Date(Math.min(kept, oldest === undefined ? kept : Date.parse(oldest.at))).toISOString();
}
