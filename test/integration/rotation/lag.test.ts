import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { arrangement, mailed, secondPair, withFirstPair } from './story.ts';

it.each([1, 2, 3])('reads that lag %i reads behind the writes come to the same end', async (reads) => {
  await using world = await withFirstPair(await startTestWorld());
  const before = world.aws.mailbox.length;
  await world.stage(secondPair);
  world.aws.secretsManager.lag({ reads });
  await world.rotate();
  await world.clock.advance(days(1));
  world.aws.secretsManager.lag(undefined);
  expect(await world.live()).toContain(secondPair.apiKey);
  expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS requested']);
  expect(await arrangement(world, world.intakeName)).toEqual(['AWSCURRENT octopus/empty', 'AWSPREVIOUS']);
  expect(new Set(mailed(world, before))).toEqual(new Set(['RevocationRequested>support', 'PairPromoted>ops']));
});
