import { spawn } from 'node:child_process';
import { once } from 'node:events';
import timers from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { BundledFunctionOptions } from './bundled-function-options.ts';
import { eachLine } from './each-line.ts';
import { type EndReason, exited, outOfMemory, reportedError, timedOut } from './function-error.ts';
import { createFunctionTime } from './function-time.ts';
import { createInvocationDesk } from './invocation-desk.ts';
import { lambdaVariables } from './lambda-variables.ts';
import { watchMemory } from './memory-watch.ts';
import { preloadUrl } from './preload-url.ts';
import { startRuntimeApi } from './runtime-api.ts';

/** How long Lambda lets a process load the bundle. */
const initTimeoutMs = 10_000;
const runtimeClient = fileURLToPath(import.meta.resolve('aws-lambda-ric'));

/** One process of a function. It takes one event at a time. */
export interface FunctionProcess {
  readonly isAlive: () => boolean;
  readonly invoke: (event: unknown) => Promise<unknown>;
  readonly kill: () => void;
  /** Resolves when the process is gone and its resources are released. */
  readonly gone: Promise<void>;
}

export async function startFunctionProcess(options: BundledFunctionOptions): Promise<FunctionProcess> {
  const { clock, timeoutMs, memoryMb } = options;
  const desk = createInvocationDesk();
  const time = createFunctionTime(clock, () => end(timedOut(timeoutMs)));
  const api = await startRuntimeApi({
    async next() {
      clearTimeout(initTimer);
      const { requestId, event } = await desk.fetch();
      return { requestId, event, functionArn: arnOf(options), deadlineMs: time.start(timeoutMs) };
    },
    async succeeded(requestId, body) {
      const result: unknown = JSON.parse(body);
      await lastLines();
      desk.succeed(requestId, result);
    },
    async failed(requestId, body) {
      const error = reportedError(body);
      await lastLines();
      desk.fail(requestId, error);
    },
    initFailed: (body) => end(() => reportedError(body)),
    now: time.now,
    sleep: time.sleep,
  });
  const child = await spawnRuntime(options, api.address).catch(async (error) => {
    await api.close();
    throw error;
  });
  const initTimer = setTimeout(() => end(timedOut(initTimeoutMs)), initTimeoutMs);
  const unwatchMemory = watchMemory(child, memoryMb, () => end(outOfMemory));

  /** Waits one turn of the event loop, in which the lines are read that the function wrote before it answered. */
  async function lastLines(): Promise<void> {
    time.stop();
    await timers.setImmediate();
  }

  let endReason: EndReason | undefined;
  function end(reason: EndReason): void {
    endReason ??= reason;
    child.kill('SIGKILL');
  }

  async function afterExit(): Promise<void> {
    const closed = once(child, 'close');
    const [code, signal] = await once(child, 'exit');
    clearTimeout(initTimer);
    unwatchMemory();
    time.stop();
    // Waits for its last lines, unless a child of it keeps the pipe open.
    await Promise.race([closed, timers.setTimeout(200, undefined, { ref: false })]);
    await api.close();
    desk.close(endReason ?? exited(code, signal));
  }

  return {
    isAlive: () => child.exitCode === null && child.signalCode === null,
    invoke: desk.put,
    kill: () => void child.kill('SIGKILL'),
    gone: afterExit(),
  };
}

async function spawnRuntime(options: BundledFunctionOptions, runtimeApi: string) {
  const child = spawn(process.execPath, ['--import', preloadUrl(), runtimeClient], {
    cwd: options.directory,
    env: { ...lambdaVariables(options), ...options.variables, AWS_LAMBDA_RUNTIME_API: runtimeApi },
    // Nothing is ever written to its standard input: its end signals that this process is gone.
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) eachLine(stream, options.onLine);
  await once(child, 'spawn');
  return child;
}

const arnOf = ({ name, variables }: BundledFunctionOptions): string =>
  `arn:aws:lambda:${variables.AWS_REGION ?? 'us-east-1'}:123456789012:function:${name}`;
