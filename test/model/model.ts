import { type Application, createApplication } from '../../local/applications/application.ts';
import { days, hours, minutes } from '../../local/clock.ts';
import type { ClearPair } from '../../local/people.ts';
import type { World } from '../../local/world.ts';
import { startWorld, type WorldOptions } from '../../local/world.ts';
import { createInvariantsAlways } from './invariants/all.ts';
import type { Invariant } from './invariants/broken.ts';
import { handoverHours } from './settings.ts';
import { createWeather, type Weather } from './weather.ts';

/** What the model knows beside what it has seen: the pairs that the vendor has issued, in order. */
export interface Model {
  readonly pairs: { readonly pair: ClearPair; isRevoked: boolean }[];
}

export interface Real {
  readonly world: World;
  readonly weather: Weather;
  readonly always: readonly Invariant[];
  readonly applications: readonly Application[];
}

export const clientId = 42;

/** Time passes with one run of the watch a day, at the hour of its full run: for spans in which the hours say nothing. */
export async function passDays({ world }: Pick<Real, 'world'>, count: number): Promise<void> {
  const { scheduler } = world.aws;
  scheduler.onlyIn(8);
  await world.clock.advance(days(count));
  scheduler.onlyIn(undefined);
}

/** A world in which the first pair is live, with its model. */
export async function startModel(assembly: string, more: Partial<WorldOptions> = {}) {
  const world = await startWorld({
    assembly,
    functions: 'in-process',
    transport: 'in-process',
    maxAttempts: 1,
    replayDelaysMs: [minutes(1), minutes(5)],
    variables: { HANDOVER_HOURS: String(handoverHours) },
    ...more,
  });
  world.octopus.addAccount({ clientId });
  const model: Model = { pairs: [] };
  const applications = [
    createApplication(world, { name: 'shop', reads: 'each-login' }),
    createApplication(world, { name: 'office', reads: 'at-start' }),
    createApplication(world, { name: 'depot', reads: 'at-start', restartsEveryHours: handoverHours }),
  ];
  const real: Real = { world, weather: createWeather(world), always: createInvariantsAlways(), applications };
  await world.stage(issuePair(model, real));
  await world.rotate();
  await world.clock.advance(hours(1));
  await applicationsWork(real);
  return { model, real };
}

/** Each application does what it would do now. */
export async function applicationsWork({ applications, weather }: Real): Promise<void> {
  weather.isOfApplication = true;
  try {
    for (const application of applications) {
      const known = application.refusals.length;
      await application.work();
      for (const { pair } of application.refusals.slice(known)) weather.history.noteRefused(application, pair);
    }
  } finally {
    weather.isOfApplication = false;
  }
}

/** The account manager issues one more pair. */
export function issuePair({ pairs }: Model, { world }: Pick<Real, 'world'>): ClearPair {
  const number = String(pairs.length + 1).padStart(4, '0');
  const pair = { apiKey: `test-key-alice-${number}`, apiSecret: `secret-of-alice-${number}` };
  world.octopus.issuePair(clientId, pair);
  pairs.push({ pair, isRevoked: false });
  return pair;
}

/** Support revokes the pair with this end of its key, if there is one. */
export function revoke({ pairs }: Model, { world }: Pick<Real, 'world'>, end: string | undefined): void {
  const found = pairs.find(({ pair }) => pair.apiKey.slice(-4) === end);
  if (found === undefined || found.isRevoked) return;
  world.octopus.revoke(found.pair.apiKey);
  found.isRevoked = true;
}

export const isValid = ({ pairs }: Model, end: string | undefined): boolean =>
  pairs.some(({ pair, isRevoked }) => !isRevoked && pair.apiKey.slice(-4) === end);

/** Holds every invariant against what was seen until now. */
export function holdInvariants({ world, weather, always }: Real): void {
  weather.history.look('person');
  for (const invariant of always) invariant(world, weather.history);
}
