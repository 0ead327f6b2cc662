import { type FunctionLogs, loggingFunctions, logRetentionDays, withLogs } from '../aws/function-logs.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { type Target, withTarget } from '../aws/target.ts';
import { CommandError } from '../command-line/command-error.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import { csvOf, describeEntries, describeMissing } from './describe-history.ts';
import { readTransitions, transitionsOf } from './logged-transitions.ts';
import { type History, mergeHistory } from './merge-history.ts';

export interface HistoryOptions extends CommonOptions {
  readonly csv: boolean;
}

export async function showHistory(context: Context<HistoryOptions>): Promise<Result> {
  const { csv, json } = context.options;
  if (csv && json) throw new CommandError('Usage', 'history prints --json or --csv, not both');
  return withTarget(csv ? besideStdout(context) : context, (target, views) =>
    withLogs(context, async (logs) => report(context, target, await collectHistory(context, { target, views, logs }))),
  );
}

/** What is said for people goes to stderr, so that stdout holds the table and nothing else. */
function besideStdout({ world, options }: Context<HistoryOptions>): Context<HistoryOptions> {
  return { world: { ...world, terminal: { ...world.terminal, print: world.terminal.warn } }, options };
}

interface SourceClients {
  readonly target: Target;
  readonly views: SecretViews;
  readonly logs: FunctionLogs;
}

async function collectHistory(
  { world }: Context<HistoryOptions>,
  { target, views, logs }: SourceClients,
): Promise<History> {
  const now = world.clock.now();
  const dated = await target.dates();
  const { credential } = target.origin;
  // No earlier than the credential exists: each empty month would be another page to fetch.
  const kept = now.getTime() - logRetentionDays * 86_400_000;
  const search = { pattern: transitionsOf(credential), since: new Date(Math.min(kept, Date.parse(dated.madeAt))) };
  const found = await Promise.all(
    loggingFunctions.map(async (name) => ({ name, lines: await logs.find(name, search) })),
  );
  const logged = readTransitions(
    credential,
    found.flatMap(({ lines = [] }) => lines),
  );
  const withoutLog = found.filter(({ lines }) => lines === undefined).map(({ name }) => name);
  return mergeHistory({ now, view: views.credential, dated, logged, withoutLog });
}

function report(context: Context<HistoryOptions>, { origin }: Target, { entries, missing }: History): Result {
  const { terminal } = context.world;
  const { csv } = context.options;
  if (csv) for (const row of csvOf(entries)) terminal.printData(`${row}\r`);
  else for (const line of describeEntries(entries)) terminal.print(line);
  const explained = missing.map((one) => ({ ...one, says: describeMissing(one) }));
  for (const { says } of explained) terminal[csv ? 'warn' : 'print'](says);
  return { exitCode: exitCodes.done, data: { ...origin, transitions: entries, missing: explained } };
}
