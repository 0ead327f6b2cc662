import { Logger } from '@aws-lambda-powertools/logger';
import type { Transition } from '../secrets/transition.ts';

/** The one line that every step writes. Its fields are fixed: `docs/operating.md` describes them. */
export interface StepLine {
  readonly step: string;
  /** What came of it: a verdict of the step, or the code with which it failed. */
  readonly verdict: string;
  readonly credential: string;
  /** The rotation: the id of its pending version. */
  readonly token: string;
  readonly durationMs: number;
}

/** The one line that a run of the watch or a rollback writes. */
export interface RunLine {
  readonly run: 'watch' | 'rollback';
  /** What came of it, or the code with which it failed. */
  readonly verdict: string;
  readonly credential: string;
  readonly dryRun: boolean;
  readonly durationMs: number;
}

export interface TransitionLine extends Transition {
  readonly credential: string;
}

/** Takes named fields and nothing else, so that no value has a way in. */
export interface Log {
  step(line: StepLine): void;
  failedStep(line: StepLine, error: unknown): void;
  run(line: RunLine): void;
  failedRun(line: RunLine, error: unknown): void;
  transition(line: TransitionLine): void;
}

interface Sink {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

export function createLog(sink: Sink = new Logger({ serviceName: 'octopus-cards-rotation' })): Log {
  return {
    step: (line) => sink.info('rotation step done', { ...line }),
    // The error's own words only: a stack or a cause could carry what a library was given.
    failedStep: (line, error) => sink.error('rotation step failed', { ...line, reason: messageOf(error) }),
    run: (line) => sink.info('run done', { ...line }),
    failedRun: (line, error) => sink.error('run failed', { ...line, reason: messageOf(error) }),
    transition: ({ pair, ...line }) => sink.info('transition', { ...line, ...pair }),
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
