import { registerHooks } from 'node:module';
import type { PlantedFault } from './faults.ts';

/** The source with the fault in it. Fails when the piece that it replaces is not there, or not once. */
export function withFault(source: string, { name, file, find, replace }: PlantedFault): string {
  const parts = source.split(find);
  if (parts.length !== 2) {
    throw new Error(`"${name}" cannot be planted: ${file} has ${parts.length - 1} times the line: ${find}`);
  }
  return parts.join(replace);
}

/** From now on the source is loaded with the fault. To be called before anything of it is. */
export function plant(fault: PlantedFault): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (!url.endsWith(`/${fault.file}`)) return loaded;
      return { ...loaded, source: withFault(String(loaded.source), fault) };
    },
  });
}
