import fc, { type AsyncCommand } from 'fast-check';
import { days, hours } from '../../local/clock.ts';
import { command, judge, type Model } from './commands/command.ts';
import { byOperators } from './commands/operator.ts';
import { ofFunctions } from './commands/runs.ts';
import { around } from './commands/vendor.ts';
import { invariant4RepeatsChangeNothing } from './invariants/repeats.ts';
import {
  invariant3EveryReplacedPairIsAskedFor,
  invariant3WhatIsAskedOfTheLivePairIsWithdrawn,
} from './invariants/requests.ts';
import { type Rehearsal, startRehearsal } from './rehearsal.ts';

const happenings = fc.oneof(
  { weight: 5, arbitrary: ofFunctions },
  { weight: 3, arbitrary: byOperators },
  { weight: 2, arbitrary: around },
);

/** Anything, in any order. */
export const sequences = (maxCommands = 15): fc.Arbitrary<Iterable<AsyncCommand<Model, Rehearsal>>> =>
  fc.commands([happenings.map(command)], { maxCommands });

/** Lets a sequence happen in a world of its own, then lets it come to rest. Throws `Broken` where an invariant does not hold. */
export async function live(assembly: string, sequence: Iterable<AsyncCommand<Model, Rehearsal>>): Promise<void> {
  await using rehearsal = await startRehearsal(assembly);
  await fc.asyncModelRun(() => ({ model: {}, real: rehearsal }), sequence);
  await comeToRest(rehearsal);
}

/** Nothing goes wrong any more, what waits is cleared, and the watch runs for some days. */
async function comeToRest(rehearsal: Rehearsal): Promise<void> {
  const { world } = rehearsal;
  world.octopus.clearFaults();
  rehearsal.lag = 0;
  world.aws.secretsManager.lag(undefined);
  world.aws.intercept = undefined;
  world.aws.sns.clearFailures();
  await world.clock.advance(hours(2));
  await judge(rehearsal);
  const failures: unknown[] = [];
  for (let day = 1; day <= 3; day += 1) {
    await world.clock.advance(days(1));
    await world.runByHand('watch').catch((error: unknown) => failures.push(error));
    await judge(rehearsal);
  }
  const lastDay = rehearsal.sight;
  if (failures.length > 0) throw failures[0];
  await world.runByHand('watch');
  await judge(rehearsal);
  invariant4RepeatsChangeNothing(lastDay, rehearsal.sight);
  invariant3WhatIsAskedOfTheLivePairIsWithdrawn(rehearsal);
  const live = rehearsal.sight.live === undefined ? undefined : rehearsal.keys.get(rehearsal.sight.live);
  // Nobody asks for a revocation before the live pair has logged in.
  if (live !== undefined && !rehearsal.revoked.has(live)) invariant3EveryReplacedPairIsAskedFor(rehearsal);
}
