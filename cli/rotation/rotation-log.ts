import { wrap } from '../../lambda/notices/text.ts';
import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import { explainAwsError } from '../aws/explain-aws-error.ts';
import { type FunctionLogs, fieldOf, type LoggedLine, withLogs } from '../aws/function-logs.ts';
import { CommandError } from '../command-line/command-error.ts';
import type { CommonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import type { Outcome } from './rotation-progress.ts';

/** CloudWatch Logs shows a line seconds after it was written: how long and how often it is asked for it. */
const patience = { totalMs: 20_000, everyMs: 2_000 };

/** Lines of a rotation are searched from here on, before now: it was followed for three minutes at most. */
const longestRotationMs = 3_600_000;

/** The fields of a rotation's log line that are printed, also with `--json`. */
const reportedFields = [
  'message',
  'step',
  'verdict',
  'reason',
  'durationMs',
  'what',
  'why',
  'maskedKey',
  'fingerprint',
] as const;

export type ReportedLine = Readonly<{ at: string } & { [name in (typeof reportedFields)[number]]?: string | number }>;

/** With `--log`, shows what the function wrote of a rotation that was followed; returns it for `--json`. */
export async function showLog(
  context: Context<CommonOptions & { readonly log: boolean }>,
  token: string,
  { kind }: Outcome,
): Promise<{ readonly log?: readonly ReportedLine[] }> {
  if (!context.options.log || kind === 'interrupted') return {};
  const { terminal } = context.world;
  try {
    return await withLogs(context, async (logs) => {
      const isLast = kind === 'promoted' ? isFinish : isFailure;
      const lines = await waitForLines(context, { token, isLast, logs });
      for (const line of describeLog(lines, { isLast, group: logs.groupOf('rotate') })) terminal.print(line);
      return { log: (lines ?? []).map(readReported) };
    });
  } catch (error) {
    // The rotation has ended all the same.
    if (!(error instanceof AwsCallFailed) && !(error instanceof CommandError)) throw error;
    terminal.warn(
      `The log of the rotation could not be read: ${error instanceof AwsCallFailed ? explainAwsError(error) : error.message}`,
    );
    return { log: [] };
  }
}

type IsLast = (line: LoggedLine) => boolean;

/** The last line of a rotation, unless AWS retries. */
const isFailure: IsLast = ({ fields }) => fields.message === 'rotation step failed';
const isFinish: IsLast = ({ fields }) => fields.message === 'rotation step done' && fields.step === 'finishSecret';

interface Waiting {
  readonly token: string;
  readonly isLast: IsLast;
  readonly logs: FunctionLogs;
}

async function waitForLines({ world: { clock } }: Context, { token, isLast, logs }: Waiting) {
  const since = new Date(clock.now().getTime() - longestRotationMs);
  const pattern = `{ $.token = "${token}" || $.versionId = "${token}" }`;
  const until = clock.now().getTime() + patience.totalMs;
  for (;;) {
    const lines = await logs.find('rotate', { pattern, since });
    if (lines === undefined || lines.some(isLast) || clock.now().getTime() >= until) return lines;
    await clock.sleep(patience.everyMs);
  }
}

/** `undefined`: there is no such log group. */
export function describeLog(
  lines: readonly LoggedLine[] | undefined,
  { isLast, group }: { readonly isLast: IsLast; readonly group: string },
): readonly string[] {
  if (lines === undefined) return [`There is no log group ${group}, so it is not known what the function did.`];
  const later = [
    'CloudWatch Logs shows a line some time after it was written. Try in a minute:',
    `  aws logs tail ${group} --since 1h`,
  ];
  if (lines.length === 0) return ['No log line of this rotation has arrived yet.', ...later];
  return [
    'What the function wrote (UTC):',
    ...lines.map(describeLine),
    ...(lines.some(isLast) ? [] : ['More lines may follow.', ...later]),
  ];
}

function describeLine(line: LoggedLine): string {
  const { at, message, step, verdict, durationMs, reason, what, why, maskedKey, fingerprint } = readReported(line);
  const says =
    message === 'transition'
      ? [what, maskedKey, fingerprint, why]
      : [step, verdict, durationMs !== undefined && `(${durationMs} ms)`, reason && `- ${reason}`];
  const text = says.filter((part) => part !== undefined && part !== false && part !== '').join(' ');
  return `  ${at.slice(11, 19)}  ${wrap(text, '', 68).replaceAll('\n', `\n${' '.repeat(12)}`)}`;
}

function readReported(line: LoggedLine): ReportedLine {
  const fields = reportedFields.map((name) => [name, numberOf(line, name) ?? fieldOf(line, name)] as const);
  return { at: line.at, ...Object.fromEntries(fields.filter(([, value]) => value !== null)) };
}

const numberOf = ({ fields }: LoggedLine, name: string): number | undefined => {
  const value = fields[name];
  return typeof value === 'number' ? value : undefined;
};
