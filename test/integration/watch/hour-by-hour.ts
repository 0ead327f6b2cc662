import { hours } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { secondPair, withFirstPair } from '../rotation/story.ts';

const variables = { HANDOVER_HOURS: '24' };

/** The first pair has been live for two hours, and the watch runs each hour. */
export async function hourly(): Promise<World> {
  const world = await startTestWorld({ watched: 'every hour', variables, replayDelaysMs: [] });
  await withFirstPair(world);
  await world.clock.advance(hours(2));
  return world;
}

/** Replaces the live pair. Returns the instant. */
export async function replace(world: World, pair = secondPair, more = {}): Promise<Date> {
  await world.stage(pair, more);
  await world.rotate();
  return world.clock.now();
}

/** What was mailed since then, each with the hours that have passed. */
export const mailedSince = ({ aws }: World, from: Date): readonly string[] =>
  aws.mailbox
    .filter(({ at }) => at > from)
    .map(({ at, attributes }) => {
      const passed = Math.floor((at.getTime() - from.getTime()) / hours(1));
      return `${passed} h: ${attributes.notice} to ${attributes.audience}`;
    });

export const requested = (world: World): readonly Date[] =>
  world.aws.mailbox.filter(({ attributes }) => attributes.notice === 'RevocationRequested').map(({ at }) => at);
