import { dayOf, minuteOf } from '../../lambda/notices/wording.ts';
import { casesOf, openCases } from '../../lambda/secrets/cases.ts';
import { describeFailure, headingOf } from '../aws/explain-function-failure.ts';
import { withFunctions } from '../aws/functions.ts';
import { readCallerArn } from '../aws/read-caller-arn.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { confirmChange } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { describeHandover } from './describe-handover.ts';
import { findHandover, type Handover } from './find-handover.ts';

export interface HandoverOptions extends CommonOptions {
  readonly complete: boolean;
  /** `2026-12-01`. */
  readonly until: string | undefined;
}

export function runHandover(context: Context<HandoverOptions>): Promise<Result> {
  const { complete, until } = context.options;
  if (complete && until !== undefined) {
    throw new CommandError('Usage', '--complete has support asked now and --until later; give one of them');
  }
  return withTarget(context, (target, views) => showAndDecide(context, target, views));
}

async function showAndDecide(context: Context<HandoverOptions>, target: Target, views: SecretViews): Promise<Result> {
  const { terminal } = context.world;
  const handover = await findHandover(context, views.credential);
  if (handover === undefined) return nothingWaits(context, target, views);
  for (const line of describeHandover(handover)) terminal.print(line);
  const { complete, until } = context.options;
  if (!complete && until === undefined) {
    return { exitCode: exitCodes.done, data: { ...target.origin, outcome: 'shown', ...handover } };
  }
  await confirmChange(context, complete ? 'Have support asked now?' : `Put the request off until ${until}?`);
  return await decide(context, target, handover);
}

function nothingWaits(
  { world: { terminal }, options }: Context<HandoverOptions>,
  { origin }: Target,
  { credential }: SecretViews,
): Result {
  const requested = openCases(casesOf(credential)).filter(({ label }) => label.state === 'requested');
  for (const { label } of requested) {
    terminal.print(`Support was asked on ${minuteOf(label.at)} to revoke the old pair ${label.pair}.`);
  }
  if (requested.length === 0) terminal.print('No old pair waits for the applications.');
  const data = { ...origin, outcome: 'nothing-waits', old: [], readers: [], notLookedUp: [] };
  // To complete what is complete already is done. To put it off is too late.
  const isDone = options.until === undefined && (!options.complete || requested.length > 0);
  return { exitCode: isDone ? exitCodes.done : exitCodes.failed, data };
}

async function decide(context: Context<HandoverOptions>, { origin }: Target, handover: Handover): Promise<Result> {
  const { terminal } = context.world;
  const { until } = context.options;
  const by = await readCallerArn(context);
  const decision = until === undefined ? 'complete' : `${until}T00:00:00Z`;
  const event = { credential: origin.credential, handover: decision, by };
  const answer = await withFunctions(context, (functions) => functions.run('watch', event));
  if (answer.kind === 'threw') {
    const { errorType, message } = answer;
    for (const line of describeFailure('watch', answer)) terminal.print(line);
    const failure = { outcome: 'failed', errorType, message, heading: headingOf(errorType) };
    return { exitCode: exitCodes.failed, data: { ...origin, ...failure } };
  }
  if (until !== undefined) {
    terminal.print(`The request is put off: support is not asked before ${dayOf(decision)}.`);
    return { exitCode: exitCodes.done, data: { ...origin, outcome: 'put-off', ...handover } };
  }
  const { notices } = answer.value;
  const isAsked = Array.isArray(notices) && notices.some((notice) => Object(notice).kind === 'RevocationRequested');
  terminal.print(
    isAsked
      ? 'Support was asked to revoke the old pair.'
      : 'The hand-over is complete. Support is asked as soon as the live pair has logged in; the watch tries it every hour.',
  );
  return { exitCode: exitCodes.done, data: { ...origin, outcome: 'completed', ...handover } };
}
