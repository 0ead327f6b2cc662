import { expect, it } from 'vitest';
import { type ApplicationOptions, createApplication } from '../../../local/applications/application.ts';
import { days, hours } from '../../../local/clock.ts';
import { startTestWorld } from '../../support/test-world.ts';

async function running(options: Pick<ApplicationOptions, 'reads' | 'restartsEveryHours'>) {
  const world = await startTestWorld();
  world.octopus.addAccount({ clientId: 42 });
  const old = world.octopus.issuePair(42);
  await world.stage(old);
  await world.rotate();
  const application = createApplication(world, { name: 'shop', ...options });
  await application.work();
  const replace = async () => {
    await world.stage(world.octopus.issuePair(42));
    await world.rotate();
    world.octopus.revoke(old.apiKey);
  };
  const paths = () => world.octopus.requests.map(({ path, status }) => `${path} ${status}`);
  return { world, application, replace, paths, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

it('an access token is used for an hour, then refreshed; after seven idle days the application logs in', async () => {
  await using shop = await running({ reads: 'at-start' });
  await shop.world.clock.advance(hours(1) - 1000);
  await shop.application.work();
  expect(shop.paths().at(-1)).toBe('/api/v1/products 200');
  await shop.world.clock.advance(1000);
  await shop.application.work();
  expect(shop.paths().at(-1)).toBe('/auth/refresh 200');
  await shop.world.clock.advance(days(7));
  await shop.application.work();
  expect(shop.paths().slice(-2)).toEqual(['/auth/refresh 401', '/auth/login 200']);
});

it('an application that reads at each login survives the revocation of the old pair', async () => {
  await using shop = await running({ reads: 'each-login' });
  await shop.replace();
  await shop.world.clock.advance(days(7));
  await shop.application.work();
  expect(shop.paths().at(-1)).toBe('/auth/login 200');
  expect(shop.application.refusals).toEqual([]);
});

it('an application that reads at its start is refused when its tokens are over, until it is restarted', async () => {
  await using shop = await running({ reads: 'at-start' });
  await shop.replace();
  await shop.application.work();
  expect(shop.application.refusals).toEqual([]);
  await shop.world.clock.advance(days(7));
  await shop.application.work();
  expect(shop.application.refusals).toMatchObject([{ at: shop.world.clock.now(), pair: '0001' }]);
  await shop.application.restart();
  await shop.application.work();
  expect(shop.paths().at(-1)).toBe('/auth/login 200');
  expect(shop.application.refusals).toHaveLength(1);
});

it('an application that restarts by itself reads the new pair then', async () => {
  await using shop = await running({ reads: 'at-start', restartsEveryHours: 24 });
  await shop.replace();
  await shop.world.clock.advance(days(7));
  await shop.application.work();
  expect(shop.application.refusals).toEqual([]);
});
