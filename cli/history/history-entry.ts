import type { LoggingFunction } from '../aws/function-logs.ts';

/** How a transition is known: by a line of the log, by a label on the version, or by the version's date alone. */
export type KnownBy = 'log' | 'label' | 'date';

/** One thing that happened to a version. `null`: not known. */
export interface HistoryEntry {
  /** UTC, to the millisecond; of a label to the second. */
  readonly at: string;
  /** A word of `Transition`, or `made` when only the date of the version is known. */
  readonly what: string;
  readonly versionId: string;
  readonly maskedKey: string | null;
  readonly fingerprint: string | null;
  readonly why: string | null;
  readonly knownBy: KnownBy;
  readonly function: LoggingFunction | null;
  /** How often it was written: a step that AWS repeats may write the same again. */
  readonly times: number;
  /** When it was written last. */
  readonly lastAt: string;
}
