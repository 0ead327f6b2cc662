import { holdsPair } from '../../lambda/intake/mailbox.ts';
import { command } from '../../lambda/notices/wording.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { confirmProduction } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import { logOption } from '../command-line/shared-options.ts';
import { follow } from '../rotation/follow-rotation.ts';
import { reportOutcome, resultOf } from '../rotation/report-outcome.ts';
import { showLog } from '../rotation/rotation-log.ts';
import { pendingVersion, startRotation } from '../rotation/start-rotation.ts';
import { type ContextOf, defineCommand } from './command.ts';

const options = { log: logOption };

type RotateContext = ContextOf<typeof options>;

export const rotate = defineCommand({
  summary: 'rotate to the pair that is staged, and follow it to the end',
  description: [
    'Starts a rotation and tells what came of it: promoted, or the verdict against the staged pair.',
    'An earlier rotation that is not complete is cleared first, after asking.',
  ],
  options,
  run: (context) =>
    withTarget(context, async (target, views) => {
      refuseEmpty(target, views);
      await confirmProduction(context);
      warnWhenDisabled(context, views.credential.rotationEnabled);
      return await rotateNow(context, target);
    }),
});

/** A rotation to nothing would only wait to be cleared. One that waits already is shown, and cleared as ever. */
function refuseEmpty({ origin }: Target, { credential, intake }: SecretViews): void {
  if (holdsPair(intake) || pendingVersion(credential) !== undefined) return;
  throw new CommandError(
    'Failed',
    `nothing is staged in ${intake.name}; stage a pair first: ${command(origin, 'stage')} ` +
      '(just staged? try again in a few seconds)',
  );
}

/** RotateSecret turns on again what `CancelRotateSecret` turned off: nobody should do that unawares. */
export function warnWhenDisabled({ world: { terminal } }: RotateContext, rotationEnabled: boolean): void {
  if (!rotationEnabled) terminal.warn('Rotation of this secret is turned off; rotating turns it on again.');
}

async function rotateNow(context: RotateContext, target: Target): Promise<Result> {
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
  return resultOf(outcome, { ...reported, ...(await showLog(context, started.token, outcome)) });
}
