import type { Command } from './command.ts';
import { commonOptions, type OptionName, optionTable } from './options.ts';

type Commands = Readonly<Record<string, Command>>;

export function describeAll(commands: Commands): readonly string[] {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    'Usage: npm run octopus -- <command> [options]',
    '',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
    `  ${'help'.padEnd(width)}  this page; "<command> --help" explains one command`,
    '',
    'Options of every command',
    ...describeOptions(commonOptions),
    '',
    'Exit codes: 0 done, 1 failed or needs a person, 2 wrong usage or declined.',
    'AWS credentials: the default chain of the AWS SDK.',
  ];
}

export const describeCommand = (name: string, { summary, description, options }: Command): readonly string[] => [
  `Usage: npm run octopus -- ${name} [options]`,
  '',
  `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
  ...description,
  '',
  'Options',
  ...describeOptions([...options, ...commonOptions]),
];

function describeOptions(names: readonly OptionName[]): readonly string[] {
  const written = names.map((name) => ({ ...optionTable[name], name }));
  const left = ({ name, value }: (typeof written)[number]) => `--${name}${value === undefined ? '' : ` <${value}>`}`;
  const width = Math.max(...written.map((option) => left(option).length));
  return written.map((option) => `  ${left(option).padEnd(width)}  ${option.help}`);
}
