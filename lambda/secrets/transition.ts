import type { PairDescription } from './pair.ts';

/** One thing that happened to a version, as the log and the history show it. */
export interface Transition {
  readonly what:
    | 'staged'
    | 'refused'
    | 'live'
    | 'promoted'
    | 'due'
    | 'requested'
    | 'waited'
    | 'held'
    | 'completed'
    | 'chased'
    | 'withdrawn'
    | 'proved'
    | 'rolled-back'
    | 'closed'
    | 'troubled'
    | 'recovered'
    | 'reminded';
  readonly versionId: string;
  /** Without the end of its key if the run did not have to read the value. */
  readonly pair?: (Partial<PairDescription> & Pick<PairDescription, 'fingerprint'>) | undefined;
  /** A reason, a verdict, or a rung: one word or two. */
  readonly why?: string | undefined;
  /** The ARN of the person or role that decided it, where somebody did. */
  readonly by?: string | undefined;
}
