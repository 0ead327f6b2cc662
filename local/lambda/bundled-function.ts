import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { BundledFunctionOptions } from './bundled-function-options.ts';
import { endWithParent } from './end-with-parent.ts';
import { type FunctionProcess, startFunctionProcess } from './function-process.ts';

export interface BundledFunction extends AsyncDisposable {
  /** Resolves to what the handler returned; rejects with a `FunctionError`. */
  readonly invoke: (event: unknown) => Promise<unknown>;
}

/** A function as it was bundled, under Lambda's own runtime client. It starts a process when an event finds none idle. */
export function createBundledFunction(given: BundledFunctionOptions): BundledFunction {
  const options = { ...given, directory: checkedDirectory(given) };
  const processes = new Set<FunctionProcess>();
  const starting = new Set<Promise<FunctionProcess>>();
  let isDisposed = false;
  const idle: FunctionProcess[] = [];
  const killAll = () => {
    for (const each of processes) each.kill();
  };
  const stayAfterParent = endWithParent(killAll);

  async function start(): Promise<FunctionProcess> {
    const promise = startFunctionProcess(options).then((started) => {
      processes.add(started);
      void started.gone.then(() => processes.delete(started));
      return started;
    });
    starting.add(promise);
    return await promise.finally(() => starting.delete(promise));
  }

  function takeIdle(): FunctionProcess | undefined {
    const taken = idle.pop();
    return taken === undefined || taken.isAlive() ? taken : takeIdle();
  }

  return {
    async invoke(event) {
      if (isDisposed) throw new Error(`the function ${options.name} is disposed of and takes no event any more`);
      const taken = takeIdle() ?? (await start());
      try {
        return await taken.invoke(event);
      } finally {
        idle.push(taken);
      }
    },
    async [Symbol.asyncDispose]() {
      isDisposed = true;
      await Promise.allSettled(starting);
      killAll();
      await Promise.all([...processes].map(({ gone }) => gone));
      stayAfterParent();
    },
  };
}

/** Says what is missing before anything is started. The real path, because modules know themselves by it. */
function checkedDirectory({ name, directory, handler }: BundledFunctionOptions): string {
  if (!existsSync(directory)) {
    throw new Error(`the function ${name} has no bundle: ${directory} is missing; synthesize the app`);
  }
  const [module = ''] = handler.split('.');
  if (!['', '.js', '.mjs', '.cjs'].some((extension) => existsSync(join(directory, `${module}${extension}`)))) {
    throw new Error(`the function ${name} has no ${module}.js in ${directory}; its handler is ${handler}`);
  }
  return realpathSync(directory);
}
