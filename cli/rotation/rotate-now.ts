import { holdsPair } from '../../lambda/intake/intake.ts';
import { command } from '../../lambda/notices/wording.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { confirmProduction } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { followRotation } from './follow-rotation.ts';
import { reportOutcome, resultOf } from './report-outcome.ts';
import { showLog } from './rotation-log.ts';
import { pendingVersion, startRotation, warnWhenDisabled } from './start-rotation.ts';

export interface RotateOptions extends CommonOptions {
  readonly log: boolean;
}

export const rotateNow = (context: Context<RotateOptions>): Promise<Result> =>
  withTarget(context, async (target, views) => {
    refuseEmpty(target, views);
    await confirmProduction(context);
    warnWhenDisabled(context, views.credential.rotationEnabled);
    return await rotateAndFollow(context, target);
  });

/** A rotation without a staged pair would only block the next one. A pending rotation can be cleared all the same. */
function refuseEmpty({ origin }: Target, { credential, intake }: SecretViews): void {
  if (holdsPair(intake) || pendingVersion(credential) !== undefined) return;
  throw new CommandError(
    'Failed',
    `nothing is staged in ${intake.name}; stage a pair first: ${command(origin, 'stage')} ` +
      '(just staged? try again in a few seconds)',
  );
}

async function rotateAndFollow(context: Context<RotateOptions>, target: Target): Promise<Result> {
  const { terminal } = context.world;
  const { origin } = target;
  const started = await startRotation(context, target);
  if (started.kind === 'declined') {
    terminal.warn(`Not rotated; the earlier rotation is still pending. To clear it: ${command(origin, 'unstick')}`);
    return { exitCode: exitCodes.declined, data: { ...origin, outcome: 'declined' } };
  }
  const followed = { token: started.token, own: undefined };
  const outcome = await followRotation(context, target, followed);
  const reported = { origin, followed, pair: undefined };
  for (const line of reportOutcome(outcome, reported)) terminal.print(line);
  return resultOf(outcome, { ...reported, ...(await showLog(context, started.token, outcome)) });
}
