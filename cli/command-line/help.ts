import { wrap } from '../../lambda/notices/text.ts';
import { columns } from '../terminal/columns.ts';
import type { OptionSet } from './option.ts';
import { commonOptions } from './shared-options.ts';

/** What `--help` says of a command. */
export interface Described {
  readonly summary: string;
  readonly description: readonly string[];
  /** The options beside those that every command has. */
  readonly options: OptionSet;
}

export function describeAll(commands: Readonly<Record<string, Described>>): readonly string[] {
  const summaries = Object.entries(commands).map(([name, { summary }]) => [name, summary] as const);
  return [
    'Usage: npm run octopus -- <command> [options]',
    '',
    ...inTwoColumns([...summaries, ['help', 'this page; "<command> --help" explains one command']]),
    '',
    'Options of every command',
    ...describeOptions(commonOptions),
    '',
    'Exit codes: 0 done, 1 failed or needs a person, 2 wrong usage or declined.',
    'AWS credentials: the default chain of the AWS SDK.',
    'With --json, what ends a command early is one line on stdout too, {"error": …,',
    '"message": …}. error: Usage, Declined, Failed, AwsCallFailed or Unexpected.',
  ];
}

export const describeCommand = (name: string, { summary, description, options }: Described): readonly string[] => [
  `Usage: npm run octopus -- ${name} [options]`,
  '',
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
  ...description.map((paragraph) => wrap(paragraph, '', columns)),
  '',
  'Options',
  ...describeOptions({ ...options, ...commonOptions }),
];

const describeOptions = (options: OptionSet): readonly string[] =>
  inTwoColumns(
    Object.values(options).map(({ name, value, help }) => [
      `--${name}${value === undefined ? '' : ` <${value}>`}`,
      help,
    ]),
  );

function inTwoColumns(rows: readonly (readonly [left: string, right: string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  const indent = ' '.repeat(width + 4);
  const right = (text: string) => wrap(text, '', columns - indent.length).replaceAll('\n', `\n${indent}`);
  return rows.map(([left, text]) => `  ${left.padEnd(width)}  ${right(text)}`);
}
