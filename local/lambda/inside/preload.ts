import { existsSync, readFileSync } from 'node:fs';
import Module, { registerHooks, syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';
import timers from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { call } from './call.ts';
import { rapidClient } from './rapid-client.ts';
import { installWorldTime } from './world-time.ts';

// Loaded before the runtime client. Its native part, the time, and nothing else is not as on Lambda.
answerForTheNativeClient();
loadTheBundleAsOnLambda(process.env.LAMBDA_TASK_ROOT ?? '');
installWorldTime();
timers.setTimeout = sleepInTheWorld;
syncBuiltinESMExports();
endWithTheWorld();
await call({ method: 'GET', path: '/world/now' });

function answerForTheNativeClient(): void {
  const url = 'file:///var/runtime/rapid-client.cjs';
  const source = 'module.exports = globalThis[Symbol.for("rapid-client")];';
  Object.defineProperty(globalThis, Symbol.for('rapid-client'), { value: rapidClient });
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === './rapid-client.node' ? { url, format: 'commonjs', shortCircuit: true } : next(specifier, context),
    load: (loaded, context, next) =>
      loaded === url ? { source, format: 'commonjs', shortCircuit: true } : next(loaded, context),
  });
}

/** On Lambda nothing lies above the bundle; here the package.json of a project could make an ES module of it. */
function loadTheBundleAsOnLambda(taskRoot: string): void {
  if (existsSync(join(taskRoot, 'package.json'))) return;
  const root = `${pathToFileURL(taskRoot).href}/`;
  registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const isOurs = resolved.url.startsWith(root) && resolved.url.endsWith('.js');
      return isOurs ? { ...resolved, format: 'commonjs' } : resolved;
    },
  });
  // Node's own loader looks at the package.json again. What stands in for it is not in the types of Node.
  const { _extensions: loaders } = Module as unknown as { _extensions: Record<'.js', Loader> };
  const load = loaders['.js'];
  loaders['.js'] = (module, path) =>
    path.startsWith(taskRoot + sep)
      ? module._compile(readFileSync(path, 'utf8'), path, 'commonjs')
      : load(module, path);
}

type Loader = (
  module: { readonly _compile: (source: string, path: string, format: 'commonjs') => void },
  path: string,
) => void;

/** Whoever started this process holds the other end of its standard input, and lets go of it however it ends. */
function endWithTheWorld(): void {
  process.stdin.on('close', () => process.exit(1)).resume();
  process.stdin.unref();
}

/** A wait of the function is a wait of the world: a clock that stands moves by it, a live one really waits. */
async function sleepInTheWorld<T>(ms = 1, value?: T, options: { readonly signal?: AbortSignal } = {}): Promise<T> {
  options.signal?.throwIfAborted();
  await call({ method: 'POST', path: '/world/sleep', body: String(ms), signal: options.signal });
  return value as T;
}
