import { parseArgs } from 'node:util';
import { CommandError } from './command-error.ts';
import { nearest } from './nearest.ts';
import type { Given, Option } from './option.ts';

/** The command line, taken apart: the words, and the options that have a name we know. */
export interface Arguments {
  readonly words: readonly string[];
  readonly given: Given;
}

const parsed = (args: readonly string[], known: readonly Option[]) =>
  parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      known.map(({ name, value }) => [
        name,
        {
          type: value === undefined ? ('boolean' as const) : ('string' as const),
          ...(name === 'help' && { short: 'h' }),
        },
      ]),
    ),
  });

type Token = ReturnType<typeof parsed>['tokens'][number];

/** Reads the command line. No message quotes it: what was typed in the wrong place may be a secret. */
export function parseArguments(args: readonly string[], known: readonly Option[]): Arguments {
  const { tokens } = parsed(args, known);
  const options = tokens.filter((token) => token.kind === 'option');
  if (options.some(({ name }) => looksSecret(name))) throw new CommandError('Usage', neverOnTheCommandLine);
  const given: Record<string, string | true> = {};
  for (const option of options) {
    const value = readToken(option, known);
    if (given[option.name] !== undefined) throw new CommandError('Usage', `--${option.name} is given twice`);
    given[option.name] = value;
  }
  return { words: tokens.filter((token) => token.kind === 'positional').map(({ value }) => value), given };
}

function readToken({ name, value, inlineValue }: Token & { kind: 'option' }, known: readonly Option[]): string | true {
  const option = known.find((one) => one.name === name);
  if (option === undefined) throw unknownOption(name, known);
  if (option.value === undefined) {
    if (value !== undefined) throw new CommandError('Usage', `--${name} takes no value`);
    return true;
  }
  // A value that begins with a dash is the next option, unless it follows an equals sign.
  if (value === undefined || (!inlineValue && value.startsWith('-'))) {
    throw new CommandError('Usage', `--${name} needs a value (write --${name}=… when it begins with a dash)`);
  }
  return value;
}

function unknownOption(name: string, known: readonly Option[]): CommandError {
  const meant = nearest(
    name,
    known.map((option) => option.name),
  );
  return new CommandError(
    'Usage',
    `there is no such option${meant === undefined ? '; --help lists them' : `; did you mean --${meant}?`}`,
  );
}

/** `--secret`, `--api-key`, `--API_SECRET`, `--password`, and what else somebody may try. */
const looksSecret = (name: string): boolean =>
  /secret|passw|^pass$|key$|token|^pair$|^value$/.test(name.toLowerCase().replaceAll(/[-_]/g, ''));

export const neverOnTheCommandLine =
  'a key or a secret is never taken from the command line: the history of the shell and the list of processes keep it. ' +
  '"stage" asks for both, hidden, or reads one JSON document from stdin. If what you typed is real, other people may know it';
