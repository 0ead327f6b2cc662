import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { aBundle, aFunction, aFunctionIn, failure } from './a-function.ts';

const outOfMemory = `
  const kept = [];
  exports.handler = async () => {
    for (;;) { kept.push(Buffer.alloc(10e6, 1)); await new Promise((resolve) => setTimeout(resolve, 5)); }
  };
`;

it.concurrent.each([
  ['throws', 'exports.handler = async () => { throw new TypeError("no pair") };', 'TypeError: no pair'],
  ['throws a text', 'exports.handler = async () => { throw "no pair" };', 'string: no pair'],
  [
    'needs a module that is not in it',
    'require("left-out"); exports.handler = async () => {};',
    "Runtime.ImportModuleError: Error: Cannot find module 'left-out'",
  ],
  ['is no JavaScript', 'exports.handler = {{', "Runtime.UserCodeSyntaxError: SyntaxError: Unexpected token '{'"],
  [
    'refuses its variables at start',
    'throw Object.assign(new Error("wrong environment variables"), { name: "ConfigError" });',
    'ConfigError: wrong environment variables',
  ],
  [
    'exports no handler',
    'exports.other = async () => {};',
    'Runtime.HandlerNotFound: index.handler is undefined or not exported',
  ],
  [
    'exits',
    'exports.handler = async () => process.exit(1);',
    'Runtime.ExitError: RequestId: … Error: Runtime exited with error: exit status 1',
  ],
  [
    'exits at start',
    'process.exit(2);',
    'Runtime.ExitError: RequestId: … Error: Runtime exited with error: exit status 2',
  ],
  [
    'ends without an answer',
    'exports.handler = () => new Promise(() => {});',
    'Runtime.ExitError: RequestId: … Error: Runtime exited without providing a reason',
  ],
  [
    'crashes',
    'exports.handler = async () => process.abort();',
    'Runtime.ExitError: RequestId: … Error: Runtime exited with error: signal: aborted',
  ],
])('a bundle that %s fails as on Lambda', async (_, bundle, expected) => {
  await using tested = aFunction(bundle, { timeoutMs: 20_000 });
  expect(await failure(tested.invoke({}))).toBe(expected);
});

it.concurrent.each([
  ['never ends', 'exports.handler = () => new Promise(() => setInterval(() => {}, 1000));'],
  ['never yields the processor', 'exports.handler = async () => { for (;;); };'],
])('a bundle that %s is timed out', async (_, bundle) => {
  await using tested = aFunction(bundle, { timeoutMs: 500 });
  expect(await failure(tested.invoke({}))).toBe(
    'Sandbox.Timedout: RequestId: … Error: Task timed out after 0.50 seconds',
  );
});

it('a bundle that takes more than its memory is killed', async () => {
  await using tested = aFunction(outOfMemory, { memoryMb: 128, timeoutMs: 20_000 });
  expect(await failure(tested.invoke({}))).toBe(
    'Runtime.OutOfMemory: RequestId: … Error: Runtime exited with error: signal: killed',
  );
});

it('a handler with a callback is refused, as nodejs24.x does', async () => {
  await using tested = aFunction('exports.handler = (event, context, callback) => callback(null, 1);');
  expect(await failure(tested.invoke({}))).toMatch(
    /^Runtime.CallbackHandlerDeprecated: ERROR: AWS Lambda has removed support for callback-based function handlers/,
  );
});

it('reports the message without a stack, and handles further events after an error', async () => {
  await using tested = aFunction(`
    let count = 0;
    exports.handler = async () => { count += 1; if (count === 1) throw new Error('first'); return count; };
  `);
  expect(await failure(tested.invoke({}))).toBe('Error: first');
  expect(await tested.invoke({})).toBe(2);
});

it.each([
  ['exits', 'process.exit(1)', 'Runtime.ExitError'],
  ['times out', 'new Promise(() => setInterval(() => {}, 1000))', 'Sandbox.Timedout'],
])('starts a new process for the next event after one that %s', async (_, fatal, expected) => {
  await using tested = aFunction(
    `let count = 0; exports.handler = async ({ fatal }) => { count += 1; if (fatal) await ${fatal}; return count; };`,
    { timeoutMs: 1_000 },
  );
  expect(await tested.invoke({})).toBe(1);
  expect(await failure(tested.invoke({ fatal: true }))).toContain(expected);
  expect(await tested.invoke({})).toBe(1);
});

it('says which directory or file is missing before anything is started', () => {
  const nowhere = join(tmpdir(), 'octopus-cards-no-such-bundle');
  expect(() => aFunctionIn(nowhere)).toThrow(
    `the function tested has no bundle: ${nowhere} is missing; synthesize the app`,
  );
  using bundle = aBundle('');
  expect(() => aFunctionIn(bundle.directory, { handler: 'rotate.handler' })).toThrow(
    `the function tested has no rotate.js in ${bundle.directory}; its handler is rotate.handler`,
  );
});
