import { inject } from 'vitest';
import { startWorld, type World, type WorldOptions } from '../../local/world.ts';
import { noteAccesses } from './seen-accesses.ts';
import { noteLabels } from './written-labels.ts';

/** The hour of the full run, in UTC. */
const fullRunHour = 8;

export interface TestWorldOptions extends Partial<WorldOptions> {
  /** Whether the watch runs while time passes: its full run of each day, or each run. @default false */
  readonly watched?: boolean | 'every hour';
}

/**
 * The world on the stack that was synthesized for the tests. Its functions run from their sources, and the AWS clients
 * in this process call the local AWS without TCP: a test whose subject is the wire asks for `transport: 'loopback'`.
 */
export async function startTestWorld({ watched = false, ...options }: TestWorldOptions = {}): Promise<World> {
  const assembly = inject('assembly');
  const world = await startWorld({ assembly, functions: 'in-process', transport: 'in-process', ...options });
  world.aws.scheduler.hold(watched === false);
  if (watched !== 'every hour') world.aws.scheduler.onlyIn(fullRunHour);
  return {
    ...world,
    async [Symbol.asyncDispose]() {
      // The accesses in a world on a changed stack say nothing about our stack.
      if (options.assembly === undefined) noteAccesses(world, assembly);
      noteLabels(world, assembly);
      await world[Symbol.asyncDispose]();
    },
  };
}
