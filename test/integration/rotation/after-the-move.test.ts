import { describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { anHourLater, asked, cutOffAfterTheMove, eventOf, goBack, putByHand, stageAgain } from './by-hand.ts';
import { arrangement, firstPair, fourthPair, lastVerdict, mailed, secondPair, thirdPair } from './story.ts';

describe('cut off after AWSCURRENT has moved', () => {
  it('asks for the revocation once the vendor answers, though a replay met an outage', async () => {
    await using world = await anHourLater([minutes(1), minutes(5), minutes(5)]);
    const before = world.aws.mailbox.length;
    await cutOffAfterTheMove(world, { reason: 'leak' });
    world.octopus.failNext(503, 3);
    await world.clock.advance(days(2));
    expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS requested']);
    expect(mailed(world, before).toSorted()).toEqual(['PairPromoted>ops', 'RevocationRequested>support']);
  });

  it('fails with a code of its own while the promoted pair is refused, and asks for nothing', async () => {
    await using world = await anHourLater([minutes(1)]);
    await cutOffAfterTheMove(world);
    world.octopus.revoke(secondPair.apiKey);
    await world.clock.advance(days(1));
    expect(lastVerdict(world)).toBe('PromotedPairRefused');
    expect(asked(world)).toEqual([]);
  });

  it('then left by hand: the pair that was promoted is revoked after the next promotion', async () => {
    await using world = await anHourLater();
    await cutOffAfterTheMove(world);
    await world.clock.advance(hours(1));
    await goBack(world);
    await world.clock.advance(hours(1));
    await world.stage(thirdPair);
    await world.rotate();
    expect(asked(world).toSorted()).toEqual(['0001', '0002']);
  });

  it('then saved again by hand: the pair keeps its date, and nothing is withdrawn that nobody asked for', async () => {
    await using world = await anHourLater();
    await cutOffAfterTheMove(world);
    const promotedAt = world.clock.now().toISOString().slice(0, 10);
    await world.clock.advance(days(10));
    await putByHand(world, secondPair, { NOTE: 'saved again' });
    await world.stage(secondPair);
    await world.rotate();
    const labels = Object.values(await world.stages())
      .flat()
      .join(' ');
    expect(labels).toMatch(new RegExp(`octopus/live/\\S*live=${promotedAt.replaceAll('-', '')}`));
    expect(mailed(world)).not.toContain('RevocationWithdrawn>support');
  });

  it.each([
    ['the replay completes it', (world: World) => world.clock.advance(minutes(2))],
    ['the pair is staged again', stageAgain],
  ])('and left by hand while %s: support is not asked to revoke the live pair', async (_, goOn) => {
    await using world = await anHourLater([minutes(1)]);
    await cutOffAfterTheMove(world);
    let went: Promise<void> | undefined;
    world.octopus.failNext({ kind: 'slow', ms: 300 });
    world.octopus.intercept = () => {
      went ??= goBack(world);
      return 'pass';
    };
    await goOn(world);
    await went;
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(asked(world)).not.toContain('0001');
  });
});

it('a promoted pair that was left twice by hand is revoked all the same', async () => {
  await using world = await anHourLater();
  await cutOffAfterTheMove(world);
  await putByHand(world, thirdPair);
  await putByHand(world, thirdPair, { NOTE: 'again' });
  await world.clock.advance(hours(1));
  await world.stage(fourthPair);
  await world.rotate();
  expect(asked(world)).toContain('0002');
});

it('a promotion that is completed a month later keeps the date of the promotion', async () => {
  await using world = await anHourLater();
  const token = await cutOffAfterTheMove(world);
  const promotedOn = world.clock.now().toISOString().slice(0, 10);
  await world.clock.advance(days(30));
  await world.invoke(await eventOf(world, 'finishSecret', token));
  expect(
    Object.values(await world.stages())
      .flat()
      .join(' '),
  ).toMatch(new RegExp(`octopus/live/\\S*live=${promotedOn.replaceAll('-', '')}`));
});
