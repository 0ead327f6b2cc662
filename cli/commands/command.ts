import type { OptionName, Options } from '../command-line/options.ts';
import type { World } from '../world/world.ts';

export const exitCodes = { done: 0, failed: 1, declined: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a command was given to run with. */
export interface Context {
  readonly world: World;
  readonly options: Options;
}

/** What came of a command; `data` is what `--json` prints. */
export interface Result {
  readonly exitCode: ExitCode;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Command {
  readonly summary: string;
  readonly description: readonly string[];
  /** Options beside those that every command has. */
  readonly options: readonly OptionName[];
  run(context: Context): Promise<Result>;
}

/** Why a command ends early: it was used wrongly, somebody said no, or it cannot be done. Its text is one line. */
export class CommandError extends Error {
  override readonly name: 'Usage' | 'Declined' | 'Failed';

  constructor(kind: 'Usage' | 'Declined' | 'Failed', message: string) {
    super(message);
    this.name = kind;
  }
}
