import { existsSync, readFileSync } from 'node:fs';
import Module, { registerHooks, syncBuiltinESMExports } from 'node:module';
import { join, sep } from 'node:path';
import timers from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { call } from './call.ts';
import { rapidClient } from './rapid-client.ts';
import { installWorldTime } from './world-time.ts';

// Loaded before the runtime client. It replaces the client's native part and the time, and nothing else.
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

/** On Lambda no package.json is above the bundle; here the one of a project could turn the bundle into an ES module. */
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
  // Node's own loader reads the package.json again. Its replacement is not in the types of Node.
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

/** The parent holds the other end of the standard input, which closes however the parent ends. */
function endWithTheWorld(): void {
  process.stdin.on('close', () => process.exit(1)).resume();
  process.stdin.unref();
}

/** A wait of the function is a wait of the world: it moves a clock that stands still, and a live clock really waits. */
async function sleepInTheWorld<T>(ms = 1, value?: T, options: { readonly signal?: AbortSignal } = {}): Promise<T> {
  options.signal?.throwIfAborted();
  await call({ method: 'POST', path: '/world/sleep', body: String(ms), signal: options.signal });
  return value as T;
}
