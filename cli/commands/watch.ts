import { command } from '../../lambda/notices/wording.ts';
import { describeFailure, headingOf } from '../aws/explain-function-failure.ts';
import { type Functions, withFunctions } from '../aws/functions.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { flag } from '../command-line/option.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import { describeWatchResult, needsPerson, readWatchResult } from '../watch/watch-result.ts';
import { type ContextOf, defineCommand } from './command.ts';

const options = { dryRun: flag('dry-run', 'tell the findings; mail nothing and mark nothing') };

type WatchContext = ContextOf<typeof options>;

export const watch = defineCommand({
  summary: 'run the daily watch now, and tell its findings',
  description: [
    'Logs in with the live pair and with old ones, and mails what the daily run would mail. Nothing is mailed twice ' +
      'because of it. Exit code 1: a person has to do something, or the run failed.',
    'With --json: environment, credential, outcome (watched, failed), dryRun; when watched notices (as mailed, without ' +
      'a secret), measures and needsPerson; when failed errorType, message and heading.',
  ],
  options,
  run: (context) =>
    withTarget(context, (target) => withFunctions(context, (functions) => watchNow(context, { target, functions }))),
});

interface Watching {
  readonly target: Target;
  readonly functions: Functions;
}

async function watchNow(context: WatchContext, { target: { origin }, functions }: Watching): Promise<Result> {
  const { terminal } = context.world;
  const { dryRun } = context.options;
  const answer = await functions.run('watch', { credential: origin.credential, ...(dryRun && { dryRun }) });
  if (answer.kind === 'threw') {
    const { errorType, message } = answer;
    for (const line of describeFailure('watch', answer)) terminal.print(line);
    const told = { outcome: 'failed', dryRun, errorType, message, heading: headingOf(errorType) };
    return { exitCode: exitCodes.failed, data: { ...origin, ...told } };
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
