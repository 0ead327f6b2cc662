import { holdsPair } from '../../lambda/intake/intake.ts';
import { command } from '../../lambda/notices/wording.ts';
import { type Command, CommandError, type Context, exitCodes, type Result } from '../command.ts';
import { follow } from '../follow.ts';
import type { Look } from '../progress.ts';
import { reportOutcome, resultOf } from '../report.ts';
import { tellLog } from '../rotation-log.ts';
import { pendingVersion, startRotation } from '../start-rotation.ts';
import { confirmProduction, type Target, withTarget } from '../target.ts';

export const rotate: Command = {
  summary: 'rotate to the pair that is staged, and follow it to the end',
  description: [
    'Starts a rotation and tells what came of it: promoted, or the verdict against the staged pair.',
    'An earlier rotation that is not complete is cleared first, after asking.',
  ],
  options: ['log'],
  run: (context) =>
    withTarget(context, async (target, look) => {
      refuseEmpty(target, look);
      await confirmProduction(context);
      warnWhenDisabled(context, look.credential.rotationEnabled);
      return await rotateNow(context, target);
    }),
};

/** A rotation to nothing would only wait to be cleared. One that waits already is shown, and cleared as ever. */
function refuseEmpty({ origin }: Target, { credential, intake }: Look): void {
  if (holdsPair(intake) || pendingVersion(credential) !== undefined) return;
  throw new CommandError(
    'Failed',
    `nothing is staged in ${intake.name}; stage a pair first: ${command(origin, 'stage')} ` +
      '(just staged? try again in a few seconds)',
  );
}

/** RotateSecret turns on again what `CancelRotateSecret` turned off: nobody should do that unawares. */
export function warnWhenDisabled({ world: { terminal } }: Context, rotationEnabled: boolean): void {
  if (!rotationEnabled) terminal.warn('Rotation of this secret is turned off; rotating turns it on again.');
}

async function rotateNow(context: Context, target: Target): Promise<Result> {
  const { terminal } = context.world;
  const { origin } = target;
  const started = await startRotation(context, target);
  if (started.kind === 'declined') {
    terminal.warn(`Not rotated; the earlier rotation stays. To clear it: ${command(origin, 'unstick')}`);
    return { exitCode: exitCodes.declined, data: { ...origin, outcome: 'declined' } };
  }
  const followed = { token: started.token, own: undefined };
  const outcome = await follow(context, target, followed);
  const reported = { origin, followed, pair: undefined };
  for (const line of reportOutcome(outcome, reported)) terminal.print(line);
  return resultOf(outcome, { ...reported, ...(await tellLog(context, started.token, outcome)) });
}
