import { command } from '../../lambda/notices/wording.ts';
import { describeFailure, headingOf } from '../aws/explain-function-failure.ts';
import { type Functions, withFunctions } from '../aws/functions.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { describeWatchResult, needsPerson, readWatchResult } from './watch-result.ts';

export interface WatchOptions extends CommonOptions {
  readonly dryRun: boolean;
}

export const runWatch = (context: Context<WatchOptions>): Promise<Result> =>
  withTarget(context, (target) => withFunctions(context, (functions) => watchNow(context, { target, functions })));

interface Watching {
  readonly target: Target;
  readonly functions: Functions;
}

async function watchNow(context: Context<WatchOptions>, { target: { origin }, functions }: Watching): Promise<Result> {
  const { terminal } = context.world;
  const { dryRun } = context.options;
  const answer = await functions.run('watch', { credential: origin.credential, ...(dryRun && { dryRun }) });
  if (answer.kind === 'threw') {
    const { errorType, message } = answer;
    for (const line of describeFailure('watch', answer)) terminal.print(line);
    const failure = { outcome: 'failed', dryRun, errorType, message, heading: headingOf(errorType) };
    return { exitCode: exitCodes.failed, data: { ...origin, ...failure } };
  }
  const findings = readWatchResult(answer.value);
  for (const line of describeWatchResult(findings, dryRun)) terminal.print(line);
  const asks = needsPerson(findings);
  if (asks) terminal.print(`What to do:  ${command(origin, 'status')}`);
  const { notices, measures } = findings;
  return {
    exitCode: asks ? exitCodes.failed : exitCodes.done,
    data: { ...origin, outcome: 'watched', dryRun, notices, measures, needsPerson: asks },
  };
}
