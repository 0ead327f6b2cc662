import { AwsCallFailed } from '../lambda/runtime/aws-call.ts';
import { neverOnTheCommandLine, parseArguments } from './arguments.ts';
import { checkOptions } from './check-options.ts';
import { type Command, CommandError, type ExitCode, exitCodes } from './command.ts';
import { doctor } from './commands/doctor.ts';
import { history } from './commands/history.ts';
import { request } from './commands/request.ts';
import { rollback } from './commands/rollback.ts';
import { rotate } from './commands/rotate.ts';
import { stage } from './commands/stage.ts';
import { status } from './commands/status.ts';
import { unstick } from './commands/unstick.ts';
import { watch } from './commands/watch.ts';
import { explainAwsError } from './explain-aws-error.ts';
import { describeAll, describeCommand } from './help.ts';
import { nearest } from './nearest.ts';
import { commonOptions, type Given, isOptionName, type OptionName } from './options.ts';
import { refuseTaken } from './taken-by-npm.ts';
import type { World } from './world.ts';

const commands: Readonly<Record<string, Command>> = {
  stage,
  rotate,
  status,
  request,
  watch,
  rollback,
  unstick,
  doctor,
  history,
};

/** Runs one command line, of which npm took some options; returns the exit code. What goes wrong is one line on stderr. */
export async function main(
  args: readonly string[],
  world: World,
  taken: readonly OptionName[] = [],
): Promise<ExitCode> {
  try {
    return await dispatch(args, { world, taken });
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
  { world, taken }: { world: World; taken: readonly OptionName[] },
): Promise<ExitCode> {
  const { words, given } = parseArguments(args);
  const [name, ...rest] = words[0] === 'help' ? words.slice(1) : words;
  const wantsHelp = words[0] === 'help' || given.help !== undefined;
  if (name === undefined) return help(describeAll(commands), { world, asked: wantsHelp });
  const command = find(name);
  refuseTaken(taken, { command: name, options: Object.keys(given) });
  if (rest.length > 0) throw strayWord(name);
  if (wantsHelp) return help(describeCommand(name, command), { world, asked: true });
  checkBelongs(name, command, given);
  return await run(command, given, world);
}

async function run(command: Command, given: Given, world: World): Promise<ExitCode> {
  const options = checkOptions(given);
  const { terminal } = world;
  const talking = options.json ? { ...world, terminal: { ...terminal, print: terminal.warn } } : world;
  const { exitCode, data } = await command.run({ world: talking, options });
  if (options.json) terminal.printData(JSON.stringify(data));
  return exitCode;
}

/** Most often the value of an option that npm, or another runner of scripts, took. */
const strayWord = (name: string): CommandError =>
  new CommandError(
    'Usage',
    `${name} takes options only, and npm takes those that have no "--" before them: npm run octopus -- ${name} --environment …. ` +
      `If the word is part of a pair: ${neverOnTheCommandLine}`,
  );

/** Help that was asked for is an answer; help instead of a command is a complaint. */
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
  const known: readonly string[] = [...options, ...commonOptions];
  const foreign = Object.keys(given).find((option) => isOptionName(option) && !known.includes(option));
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
  // A defect of ours. Its text could quote what somebody typed, so only the place is told.
  const { name, stack = '' } = error instanceof Error ? error : { name: 'unknown error' };
  const place = stack.split('\n').find((line) => line.trimStart().startsWith('at '));
  const line = `unexpected ${name}${place === undefined ? '' : ` ${place.trim()}`}`;
  return { line, exitCode: exitCodes.failed, code: 'Unexpected' };
}
