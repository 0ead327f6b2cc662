import { startWorld, type World, type WorldOptions } from '../../local/world.ts';

/** The world that a test plays in. */
export const startTestWorld = (options: Partial<WorldOptions> = {}): Promise<World> => startWorld(options);
