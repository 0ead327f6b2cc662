import fc from 'fast-check';
import { days } from '../../local/clock.ts';
import * as applications from './commands/applications.ts';
import * as byHand from './commands/by-hand.ts';
import type { ModelCommand } from './commands/command.ts';
import * as handover from './commands/handover.ts';
import * as runs from './commands/runs.ts';
import * as staging from './commands/staging.ts';
import * as surroundings from './commands/surroundings.ts';
import { eventsOf } from './history.ts';
import { invariantsAfterADay, invariantsInTheEnd } from './invariants/all.ts';
import { holdInvariants, issuePair, isValid, type Model, passDays, type Real, startModel } from './model.ts';
import { storedIn } from './stored.ts';

const stageAndRotate = applications.withPromptSupport(runs.stageAndRotate);
const timePasses = applications.withPromptSupport(surroundings.timePasses);

/** Whatever may happen; what leads furthest more than once. */
const commands = [
  staging.stageNew,
  staging.stageNew,
  stageAndRotate,
  stageAndRotate,
  stageAndRotate,
  staging.stageAgain,
  runs.stageAgainAndRotate,
  staging.stageGarbage,
  runs.rotate,
  runs.rotate,
  runs.rotate,
  runs.watch,
  runs.rollBack,
  runs.rollBackAllTheSame,
  runs.repeatStep,
  runs.twiceAtOnce,
  byHand.putNewByHand,
  byHand.putKnownByHand,
  byHand.putGarbageByHand,
  byHand.goBackByHand,
  byHand.unstickByHand,
  byHand.cancelRotation,
  surroundings.vendorRevokes,
  surroundings.vendorWeather,
  surroundings.vendorWeather,
  surroundings.snsDown,
  surroundings.readsLag,
  surroundings.allWell,
  timePasses,
  timePasses,
  applications.withPromptSupport(surroundings.daysPass),
  surroundings.longAbsence,
  applications.applicationsWork,
  applications.applicationRestarts,
  applications.opsRestarts,
  applications.supportRevokesAtOnce,
  handover.completeHandover,
  handover.putOffHandover,
];

/** With the replay path of a counterexample, that one again. */
export const sequencesOf = (replayPath?: string) =>
  fc.commands<Model, Real, false>(commands, { maxCommands: 12, ...(replayPath !== undefined && { replayPath }) });

/** Lives through a sequence in a world of its own, then to its end. Fails with the first invariant that does not hold. */
export async function live(
  assembly: string,
  sequence: Iterable<ModelCommand>,
  onStart: (real: Real) => void = () => {},
): Promise<void> {
  const { model, real } = await startModel(assembly);
  onStart(real);
  try {
    await fc.asyncModelRun(() => ({ model, real }), sequence);
    await comeToRest(model, real);
  } finally {
    await real.world[Symbol.asyncDispose]();
  }
}

/** Whatever waits has waited long enough then; that the watch of each day keeps it so is for `daysPass`. */
async function waitOut(real: Real): Promise<void> {
  await surroundings.unwatched(real, days(handover.putOffAtMostDays));
  await passDays(real, 2);
}

/**
 * All faults are over, and the watch runs. Ops clears a rotation that cannot go on and, where nothing works any more,
 * stages a new pair: only then may everything be expected to be settled.
 */
async function comeToRest(model: Model, real: Real): Promise<void> {
  const { world, weather } = real;
  weather.clear();
  await passDays(real, 2);
  holdInvariants(real);
  await byHand.unstick(real);
  if (!isValid(model, storedIn(world, 'credential').live?.pair)) {
    await world.stage(issuePair(model, real));
    await world.rotate();
    holdInvariants(real);
  }
  await passDays(real, 1);
  holdInvariants(real);
  for (const invariant of invariantsAfterADay) invariant(world, weather.history);
  const moves = () => eventsOf(weather.history, 'move').length;
  const before = moves();
  await waitOut(real);
  // The rotation's own schedule may have promoted a pair in the meantime.
  if (moves() > before) await waitOut(real);
  holdInvariants(real);
  for (const invariant of invariantsInTheEnd) invariant(world, weather.history);
}
