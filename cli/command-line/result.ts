export const exitCodes = { done: 0, failed: 1, declined: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** How a command ended; `data` is what `--json` prints. */
export interface Result {
  readonly exitCode: ExitCode;
  readonly data: Readonly<Record<string, unknown>>;
}
