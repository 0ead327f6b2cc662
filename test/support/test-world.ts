import { inject } from 'vitest';
import { startWorld, type World, type WorldOptions } from '../../local/world.ts';
import { noteAccesses } from './seen-accesses.ts';

/** The world on the stack that was synthesized for the tests; its functions run from their sources. */
export async function startTestWorld(options: Partial<WorldOptions> = {}): Promise<World> {
  const assembly = inject('assembly');
  const world = await startWorld({ assembly, functions: 'in-process', ...options });
  return {
    ...world,
    async [Symbol.asyncDispose]() {
      // A world on a changed stack says nothing about the stack.
      if (options.assembly === undefined) noteAccesses(world, assembly);
      await world[Symbol.asyncDispose]();
    },
  };
}
