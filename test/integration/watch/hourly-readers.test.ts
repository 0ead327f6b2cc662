import { expect, it } from 'vitest';
import { createApplication } from '../../../local/applications/application.ts';
import { days, hours } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { hourly, mailedSince, replace } from './hour-by-hour.ts';

/** An application that reads the pair when it starts, an hour before the rotation. */
async function startShop(world: World) {
  const shop = createApplication(world, { name: 'shop', reads: 'at-start' });
  await shop.work();
  await world.clock.advance(hours(1));
  return shop;
}

it('an application that has not read since is reported, and support is asked once it has', async () => {
  await using world = await hourly();
  using shop = await startShop(world);
  const from = await replace(world);
  await world.clock.advance(days(2));
  expect(mailedSince(world, from)).toEqual(['24 h: HandoverWaiting to ops']);
  const text = world.aws.mailbox.at(-1)?.body ?? '';
  expect(text).toContain('role/shop');
  await shop.restart();
  await world.clock.advance(hours(2));
  expect(mailedSince(world, from).at(-1)).toMatch(/^4[89] h: RevocationRequested to support$/);
  expect(shop.refusals).toEqual([]);
});

it('support is asked after 14 days although an application has not read since', async () => {
  await using world = await hourly();
  using _ = await startShop(world);
  const from = await replace(world);
  await world.clock.advance(days(14) + hours(1));
  expect(mailedSince(world, from)).toEqual([
    ...[24, 96, 168, 240, 264, 288, 312].map((passed) => `${passed} h: HandoverWaiting to ops`),
    '336 h: RevocationRequested to support',
  ]);
});

it.each<[what: string, fault: (world: World) => void]>([
  ['is denied', ({ aws }) => aws.cloudTrail.fail(1000, 'AccessDeniedException')],
  ['is throttled', ({ aws }) => aws.cloudTrail.throttle(1000)],
])('while CloudTrail %s that is reported once, and only the hours count', async (_what, fault) => {
  await using world = await hourly();
  using _ = await startShop(world);
  const from = await replace(world);
  fault(world);
  await world.clock.advance(hours(26));
  expect(mailedSince(world, from)).toEqual(['24 h: HandoverWaiting to ops', '24 h: RevocationRequested to support']);
});

it('while CloudTrail knows of no read, nobody is behind', async () => {
  await using world = await hourly();
  using _ = await startShop(world);
  const from = await replace(world);
  world.aws.cloudTrail.showNothing(true);
  await world.clock.advance(hours(26));
  expect(mailedSince(world, from)).toEqual(['24 h: RevocationRequested to support']);
});
