import type { MovableClock } from '../clock.ts';

export interface BundledFunctionOptions {
  readonly name: string;
  /** As in the template, `index.handler`. */
  readonly handler: string;
  /** Where the bundle lies. */
  readonly directory: string;
  /** What the process gets beside what Lambda itself sets: the template's variables, region and credentials. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly clock: MovableClock;
  /** A line that the function wrote. */
  readonly onLine: (line: string) => void;
}
