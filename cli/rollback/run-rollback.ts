import * as z from 'zod/mini';
import { command, namePair, restartApplications } from '../../lambda/notices/wording.ts';
import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import { headingOf } from '../aws/explain-function-failure.ts';
import { type FunctionResult, withFunctions } from '../aws/functions.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { confirmChange } from '../command-line/confirm.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { explainFailedRollback, explainRefusal } from './explain-rollback.ts';
import { describePlan, planRollback } from './plan-rollback.ts';

export interface RollbackOptions extends CommonOptions {
  readonly evenThoughLiveWorks: boolean;
}

export const runRollback = (context: Context<RollbackOptions>): Promise<Result> =>
  withTarget(context, (target, views) => rollBackNow(context, target, views));

async function rollBackNow(
  context: Context<RollbackOptions>,
  target: Target,
  { credential }: SecretViews,
): Promise<Result> {
  const { terminal, clock } = context.world;
  const { evenThoughLiveWorks } = context.options;
  const plan = planRollback(credential);
  if (plan.kind === 'nothing') {
    for (const line of explainRefusal('NothingToGoBackTo', target.origin)) terminal.print(line);
    return refused(target, { errorType: 'NothingToGoBackTo', message: 'no version with a label of an earlier pair' });
  }
  for (const line of describePlan(plan, { now: clock.now(), evenThoughLiveWorks })) terminal.print(line);
  await confirmChange(context, plan.kind === 'back' ? 'Roll back?' : 'Complete the rollback?');
  const answer = await run(context, target);
  if (answer.kind === 'returned') return reportDone(context, target, answer.value);
  for (const line of explainFailedRollback(answer, target.origin)) terminal.print(line);
  return refused(target, answer);
}

async function run(context: Context<RollbackOptions>, { origin }: Target): Promise<FunctionResult> {
  const { evenThoughLiveWorks } = context.options;
  const event = { credential: origin.credential, ...(evenThoughLiveWorks && { evenThoughLiveWorks }) };
  try {
    return await withFunctions(context, (functions) => functions.run('rollback', event));
  } catch (error) {
    // A refusal by AWS ends in Exception. After any other error the response is lost, and the function may have run.
    if (error instanceof AwsCallFailed && !error.awsError.endsWith('Exception')) {
      context.world.terminal.warn('It is not known whether the function ran. Check the status before you try again:');
      context.world.terminal.warn(`  ${command(origin, 'status')}`);
    }
    throw error;
  }
}

const pair = z.object({ maskedKey: z.string(), fingerprint: z.string(), clientId: z.optional(z.string()) });
const done = z.object({ from: z.optional(pair), to: pair });

function reportDone(context: Context<RollbackOptions>, { origin }: Target, value: unknown): Result {
  const { terminal } = context.world;
  const read = done.safeParse(value);
  if (!read.success) {
    throw new CommandError(
      'Failed',
      'rolled back, but this command cannot read the answer of the function; deploy the stack',
    );
  }
  const { from, to } = read.data;
  terminal.print(`Rolled back: ${namePair(to)} is live.`);
  if (from !== undefined) terminal.print(`Replaced: ${namePair(from)}.`);
  terminal.print(restartApplications);
  terminal.print('Then ask the account manager for a new pair and stage it:');
  terminal.print(`  ${command(origin, 'stage')}`);
  return { exitCode: exitCodes.done, data: { ...origin, outcome: 'rolled-back', from, to } };
}

function refused({ origin }: Target, { errorType, message }: { errorType: string; message: string }): Result {
  const heading = headingOf(errorType);
  const outcome = heading === errorType && errorType !== 'AwsCallFailed' ? 'refused' : 'failed';
  return { exitCode: exitCodes.failed, data: { ...origin, outcome, errorType, message, heading } };
}
