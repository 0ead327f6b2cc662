import { hours } from '../../../local/clock.ts';
import type { ClearPair } from '../../../local/people.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { secondPair, withFirstPair } from '../rotation/story.ts';

/** The first pair has been live for an hour, and the watch runs daily. A call is tried once, and so is a rotation. */
export async function watched(): Promise<World> {
  const world = await withFirstPair(await startTestWorld({ watched: true, maxAttempts: 1, replayDelaysMs: [] }));
  await world.clock.advance(hours(1));
  return world;
}

/** The second pair is live, the first is to be revoked. */
export async function replaced(more = {}): Promise<World> {
  const world = await watched();
  await world.stage(secondPair, more);
  await world.rotate();
  return world;
}

/** One pair after the other, an hour between them. */
export async function rotateTo(world: World, ...pairs: readonly ClearPair[]): Promise<void> {
  for (const pair of pairs) {
    await world.clock.advance(hours(1));
    await world.stage(pair);
    await world.rotate();
  }
}

/** From the n-th move of a label on, or for some, the function's calls are lost. */
export function failLabels(world: World, from = 1, to = Number.POSITIVE_INFINITY): void {
  let moves = 0;
  world.aws.intercept = ({ accessKeyId, operation }) => {
    if (!world.isFunction(accessKeyId) || operation !== 'UpdateSecretVersionStage') return 'pass';
    moves += 1;
    return moves >= from && moves <= to ? 'drop-before' : 'pass';
  };
}
