import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, it, vi } from 'vitest';
import { aBundle, aFunction, failure, isRunning } from './a-function.ts';

/** The first ends by itself when its parent is gone, the second only when it is killed. */
const waiting = 'new Promise(() => setInterval(() => {}, 1000))';
const spinning = '{ for (;;); }';

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
  ['is busy', `exports.handler = () => ${waiting};`, 1_000],
])('ends a process that %s', async (_, bundle, afterMs) => {
  const tested = aFunction(bundle, { timeoutMs: 60_000 });
  const failed = failure(tested.invoke({}));
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
  await tested[Symbol.asyncDispose]();
  expect(await failed).toBe('Runtime.ExitError: RequestId: … Error: Runtime exited with error: signal: killed');
});

/** A process with a function in the middle of an event; it prints what the function writes. */
const parentOf = (directory: string) => `
  import { aFunctionIn } from ${JSON.stringify(import.meta.resolve('./a-function.ts'))};
  const options = { timeoutMs: 60_000, onLine: (line) => console.log(line) };
  const tested = aFunctionIn(${JSON.stringify(directory)}, options);
  process.stdin.on('data', () => process.exit(0));
  await tested.invoke({});
`;

/** Each starts two processes, and the outer one builds what the inner one loads. */
const patience = 30_000;

it.concurrent.each([
  ['SIGTERM', spinning],
  ['SIGINT', spinning],
  ['exit', spinning],
  ['SIGKILL', waiting],
] as const)(
  'does not survive its parent, ended by %s',
  async (by, work) => {
    using bundle = aBundle(`process.stderr.write('pid ' + process.pid + '\\n'); exports.handler = () => ${work};`);
    const script = ['--input-type=module', '-e', parentOf(bundle.directory)];
    const child = spawn(process.execPath, script, { stdio: ['pipe', 'pipe', 'inherit'] });
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
