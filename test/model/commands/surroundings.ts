import fc from 'fast-check';
import { days, hours, minutes } from '../../../local/clock.ts';
import { passDays, type Real, revoke } from '../model.ts';
import { storedIn } from '../stored.ts';
import { vendorWeathers } from '../weather.ts';
import { command } from './command.ts';

/** Support revokes: what it was asked to, or the wrong pair, or both. */
export const vendorRevokes = fc.constantFrom('old' as const, 'live' as const, 'both' as const).map((which) =>
  command(`vendorRevokes(${which})`, (model, real) => {
    const { live, previous } = storedIn(real.world, 'credential');
    if (which !== 'live') revoke(model, real, previous?.pair);
    if (which !== 'old') revoke(model, real, live?.pair);
  }),
);

export const vendorWeather = fc.constantFrom(...vendorWeathers).map((vendor) =>
  command(`vendor ${vendor}`, (_, { weather }) => {
    weather.vendor = vendor;
  }),
);

export const snsDown = fc.constant(
  command('SNS down', (_, { weather }) => {
    weather.snsDown = true;
  }),
);

/** Reads are behind the writes for a moment, and time goes on between them. */
export const readsLag = fc.integer({ min: 200, max: 3_000 }).map((ms) =>
  command(`reads lag ${ms} ms`, (_, { world, weather }) => {
    weather.lags = true;
    world.aws.secretsManager.lag({ ms });
  }),
);

export const allWell = fc.constant(command('all faults are over', (_, { weather }) => weather.clear()));

/** Time passes, with replays, and the watch every hour. */
export const timePasses = fc
  .constantFrom(minutes(1), minutes(7), hours(1), hours(30))
  .map((ms) => command(`${ms / hours(1)} hours pass`, (_, { world }) => world.clock.advance(ms)));

/** More days than a hand-over may take, too. The watch runs once a day. */
export const daysPass = fc
  .constantFrom(3, 15)
  .map((count) => command(`${count} days pass`, (_, real) => passDays(real, count)));

/** Nobody watches for long, not even the watch; the rotation's own schedule goes on. */
export const longAbsence = fc.integer({ min: 5, max: 400 }).map((count) =>
  command(`${count} days pass without a watch`, async (_, real) => {
    await unwatched(real, days(count));
    await passDays(real, 1);
  }),
);

/** Days in which no schedule of the watch starts anything. */
export async function unwatched({ world }: Pick<Real, 'world'>, ms: number): Promise<void> {
  world.aws.scheduler.hold(true);
  await world.clock.advance(ms);
  world.aws.scheduler.hold(false);
}
