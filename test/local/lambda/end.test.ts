import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { aFunction, failure, isRunning } from './a-function.ts';

const busy = 'new Promise(() => setInterval(() => {}, 1000))';

it('has nothing running after it is disposed of', async () => {
  const tested = aFunction('exports.handler = async () => process.pid;');
  const pid = Number(await tested.invoke({}));
  expect(isRunning(pid)).toBe(true);
  await tested[Symbol.asyncDispose]();
  expect(isRunning(pid)).toBe(false);
  await expect(tested.invoke({})).rejects.toThrow('the function tested is disposed of and takes no event any more');
});

it.each([
  ['is starting', 'exports.handler = async () => 1;', 0],
  ['is busy', `exports.handler = () => ${busy};`, 1_000],
])('ends a process that %s', async (_, bundle, afterMs) => {
  const tested = aFunction(bundle, { timeoutMs: 60_000 });
  const failed = failure(tested.invoke({}));
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await tested[Symbol.asyncDispose]();
  expect(await failed).toBe('Runtime.ExitError: RequestId: … Error: Runtime exited with error: signal: killed');
});

/** A process that has a function in the middle of an event, and tells its process id. */
const parent = `
  import { aFunction } from ${JSON.stringify(import.meta.resolve('./a-function.ts'))};
  const tested = aFunction('process.stderr.write("pid " + process.pid + "\\\\n"); exports.handler = () => ${busy};', {
    timeoutMs: 60_000,
    onLine: (line) => console.log(line),
  });
  process.stdin.on('data', () => process.exit(0));
  await tested.invoke({});
`;

/** Each starts two processes, and the outer one builds what the inner one loads. */
const patience = 30_000;

it.concurrent.each(['SIGTERM', 'SIGINT', 'SIGKILL', 'exit'] as const)(
  'does not survive its parent, ended by %s',
  async (by) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', parent], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const exited = once(child, 'exit');
    const [line] = await once(createInterface(child.stdout), 'line');
    const pid = Number(/^pid (\d+)$/.exec(String(line))?.[1]);
    expect(isRunning(pid)).toBe(true);
    if (by === 'exit') child.stdin.write('exit\n');
    else child.kill(by);
    expect(await exited).toEqual(by === 'exit' ? [0, null] : [null, by]);
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 5_000);
  },
  patience,
);
