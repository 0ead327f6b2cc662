import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMovableClock } from '../../../local/clock.ts';
import { createBundledFunction } from '../../../local/lambda/bundled-function.ts';
import type { BundledFunctionOptions } from '../../../local/lambda/bundled-function-options.ts';

export const start = new Date('2026-01-01T00:00:00Z');

/** A directory with this text as its `index.js`. Disposing of it deletes it. */
export function aBundle(text: string) {
  const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-function-'));
  writeFileSync(join(directory, 'index.js'), text);
  return { directory, [Symbol.dispose]: () => rmSync(directory, { recursive: true }) };
}

/** A function whose bundle is this text, as CommonJS. */
export function aFunction(text: string, options: Partial<BundledFunctionOptions> = {}) {
  const bundle = aBundle(text);
  const tested = aFunctionIn(bundle.directory, options);
  return {
    ...tested,
    async [Symbol.asyncDispose]() {
      await tested[Symbol.asyncDispose]();
      bundle[Symbol.dispose]();
    },
  };
}

export function aFunctionIn(directory: string, options: Partial<BundledFunctionOptions> = {}) {
  const clock = createMovableClock(start);
  const lines: string[] = [];
  const tested = createBundledFunction({
    name: 'tested',
    handler: 'index.handler',
    directory,
    variables: {},
    timeoutMs: 2_000,
    memoryMb: 256,
    clock,
    onLine: (line) => lines.push(line),
    ...options,
  });
  return { clock, lines, invoke: tested.invoke, [Symbol.asyncDispose]: () => tested[Symbol.asyncDispose]() };
}

/** The failure of an invocation as Lambda reports it, without the request id. */
export async function failure(invocation: Promise<unknown>): Promise<string> {
  const error = await invocation.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) return 'it failed with no error';
  return `${error.name}: ${error.message.replace(/RequestId: [0-9a-f-]{36}/, 'RequestId: …')}`;
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
