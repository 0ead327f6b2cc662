import * as fc from 'fast-check';
import { quotesSecret } from './arbitraries.ts';

/** A parser's verdict on an input, and every text that it outputs: messages, flaws, log lines. */
export interface Judged {
  readonly verdict: string;
  readonly output: string;
}

/** A parser of input that somebody else wrote. */
export interface Parser {
  readonly name: string;
  readonly fuzz: (runs: number, seed: number) => Promise<Fuzzed>;
}

/** The result of many inputs. Without a `counterexample`, all passed. */
export interface Fuzzed {
  readonly name: string;
  readonly runs: number;
  readonly seed: number;
  /** How often each verdict occurred. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** The time of the slowest input. */
  readonly slowestMs: number;
  readonly counterexample?: string;
}

interface Fuzzing<T> {
  readonly name: string;
  readonly arbitrary: fc.Arbitrary<T>;
  /** Throws an error that is not a verdict of the parser. */
  readonly judge: (input: T) => Judged | Promise<Judged>;
}

/** The longest time that one input may take. */
const longestMs = 250;

/** Tries a number of inputs: each has to get a verdict in time, without a secret in the output. */
export function parser<T>({ name, arbitrary, judge }: Fuzzing<T>): Parser {
  return {
    name,
    async fuzz(runs, seed) {
      const verdicts = new Map<string, number>();
      let slowestMs = 0;
      const property = fc.asyncProperty(arbitrary, async (input) => {
        const { judged, tookMs } = await timed(() => judge(input));
        verdicts.set(judged.verdict, (verdicts.get(judged.verdict) ?? 0) + 1);
        slowestMs = Math.max(slowestMs, tookMs);
        if (tookMs > longestMs) throw new Error(`took ${Math.round(tookMs)} ms`);
        if (quotesSecret(judged.output)) throw new Error('quoted a part of a secret');
      });
      const result = await fc.check(property, { numRuns: runs, seed });
      const facts = { name, runs: result.numRuns, seed, verdicts: Object.fromEntries(verdicts), slowestMs };
      if (!result.failed) return facts;
      const { message } = result.errorInstance instanceof Error ? result.errorInstance : { message: 'broke' };
      return { ...facts, counterexample: `${message}: ${fc.defaultReportMessage(result)}`.slice(0, 2_000) };
    },
  };
}

/** Tries a slow input once more: another process may have used the processor. */
async function timed(work: () => Judged | Promise<Judged>) {
  const once = async () => {
    const from = performance.now();
    const judged = await work();
    return { judged, tookMs: performance.now() - from };
  };
  const first = await once();
  return first.tookMs <= longestMs ? first : await once();
}

interface ErrorClass {
  new (...args: never[]): Error;
}

/** The verdict of a parser that refuses with an error of its own class. Any other error is a crash. */
export async function unlessRefused(refusal: ErrorClass, work: () => Judged | Promise<Judged>): Promise<Judged> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof refusal) return { verdict: error.name, output: error.message };
    throw error;
  }
}
