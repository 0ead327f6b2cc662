import { registerHooks } from 'node:module';
import type { PlantedFault } from './planted-faults.ts';

/** Changes a source while it is loaded. Has to come before whatever imports it. Throws when the source has changed. */
export function plant({ name, file, from, to }: PlantedFault): void {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/${file}`)) return loaded;
      const source = String(loaded.source);
      if (source.split(from).length !== 2) throw new Error(`"${name}" finds no single place in ${file} any more`);
      return { ...loaded, source: source.replace(from, () => to) };
    },
  });
}
