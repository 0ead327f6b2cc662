import { AwsCallFailed } from '../lambda/runtime/aws-call.ts';
import { explainAwsError } from './aws/explain-aws-error.ts';
import { neverOnTheCommandLine, parseArguments } from './command-line/arguments.ts';
import { CommandError } from './command-line/command-error.ts';
import { describeAll, describeCommand } from './command-line/help.ts';
import { nearest } from './command-line/nearest.ts';
import type { Given } from './command-line/option.ts';
import { type ExitCode, exitCodes } from './command-line/result.ts';
import { commonOptions } from './command-line/shared-options.ts';
import { refuseTaken, takenByNpm } from './command-line/taken-by-npm.ts';
import { commands, everyOption } from './commands/all-commands.ts';
import type { Command } from './commands/command.ts';
import type { World } from './world/world.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Runs one command line and returns the exit code. What goes wrong is one line on stderr.
 * The environment variables show which options npm took for itself.
 */
export async function main(args: readonly string[], world: World, environment: Environment = {}): Promise<ExitCode> {
  try {
    return await dispatch(args, { world, environment });
  } catch (error) {
    const { line, exitCode, code } = explain(error);
    world.terminal.warn(`octopus: ${line}`);
    // The command line may be what is wrong, so that nobody has read it.
    if (args.includes('--json')) world.terminal.printData(JSON.stringify({ error: code, message: line }));
    return exitCode;
  }
}

async function dispatch(
  args: readonly string[],
  { world, environment }: { world: World; environment: Environment },
): Promise<ExitCode> {
  const { words, given } = parseArguments(args, everyOption);
  const [name, ...rest] = words[0] === 'help' ? words.slice(1) : words;
  const wantsHelp = words[0] === 'help' || given.help !== undefined;
  if (name === undefined) return help(describeAll(commands), { world, asked: wantsHelp });
  const command = find(name);
  refuseTaken(takenByNpm(environment, everyOption), { command: name, options: Object.keys(given) });
  if (rest.length > 0) throw unexpectedWord(name);
  if (wantsHelp) return help(describeCommand(name, command), { world, asked: true });
  checkBelongs(name, command, given);
  return await run(command, given, world);
}

async function run(command: Command, given: Given, world: World): Promise<ExitCode> {
  const { terminal } = world;
  const isJson = given.json !== undefined;
  const talking = isJson ? { ...world, terminal: { ...terminal, print: terminal.warn } } : world;
  const { exitCode, data } = await command.run(given, talking);
  if (isJson) terminal.printData(JSON.stringify(data));
  return exitCode;
}

/** Usually this word is the value of an option that npm took for itself. */
const unexpectedWord = (name: string): CommandError =>
  new CommandError(
    'Usage',
    `${name} takes options only, and npm takes those that have no "--" before them: npm run octopus -- ${name} --environment …. ` +
      `If the word is part of a pair: ${neverOnTheCommandLine}`,
  );

/** Requested help goes to stdout; help for a missing command goes to stderr, as a usage error. */
function help(lines: readonly string[], { world, asked }: { world: World; asked: boolean }): ExitCode {
  for (const line of lines) world.terminal[asked ? 'print' : 'warn'](line);
  return asked ? exitCodes.done : exitCodes.declined;
}

function find(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command !== undefined) return command;
  const meant = nearest(name, [...Object.keys(commands), 'help']);
  const hint = meant === undefined ? '"help" lists them' : `did you mean ${meant}?`;
  throw new CommandError('Usage', `there is no such command; ${hint}`);
}

function checkBelongs(name: string, { options }: Command, given: Given): void {
  const known = [options, commonOptions].flatMap(Object.values).map((option) => option.name);
  const foreign = Object.keys(given).find((option) => !known.includes(option));
  if (foreign !== undefined) throw new CommandError('Usage', `${name} has no option --${foreign}`);
}

interface Explained {
  readonly line: string;
  readonly exitCode: ExitCode;
  readonly code: string;
}

function explain(error: unknown): Explained {
  if (error instanceof CommandError) {
    const exitCode = error.name === 'Failed' ? exitCodes.failed : exitCodes.declined;
    return { line: error.message, exitCode, code: error.name };
  }
  if (error instanceof AwsCallFailed) {
    return { line: explainAwsError(error), exitCode: exitCodes.failed, code: error.name };
  }
  // A defect of ours. Its message could quote what somebody typed, so only the place is printed.
  const { name, stack = '' } = error instanceof Error ? error : { name: 'unknown error' };
  const place = stack.split('\n').find((line) => line.trimStart().startsWith('at '));
  const line = `unexpected ${name}${place === undefined ? '' : ` ${place.trim()}`}`;
  return { line, exitCode: exitCodes.failed, code: 'Unexpected' };
}
