import { expect, it } from 'vitest';
import { flag, type Option } from '../../../../cli/command-line/option.ts';
import { exitCodes } from '../../../../cli/command-line/result.ts';
import { commonOptions } from '../../../../cli/command-line/shared-options.ts';
import { commands, everyOption } from '../../../../cli/commands/all-commands.ts';
import { defineCommand } from '../../../../cli/commands/command.ts';
import { noAws } from '../no-aws.ts';
import { recordingTerminal } from '../recording-terminal.ts';

const world = {
  terminal: recordingTerminal().terminal,
  clock: { now: () => new Date(0), sleep: async () => {} },
  randomUUID: () => 'unused',
  ...noAws,
};

const length: Option<number> = { name: 'length', value: 'text', help: '', read: (given) => String(given ?? '').length };

const measure = defineCommand({
  summary: '',
  description: [],
  options: { length, isQuiet: flag('quiet', '') },
  async run({ options }) {
    // The compiler knows the type of each option that was declared, and no other option.
    const twice: number = options.isQuiet ? 0 : options.length * 2;
    // @ts-expect-error: dryRun was not declared
    const undeclared: unknown = options.dryRun;
    return { exitCode: exitCodes.done, data: { twice, undeclared, names: Object.keys(options) } };
  },
});

it('a command gets the values of the options that it declares and of the common ones, and no others', async () => {
  const { data } = await measure.run({ length: 'four', 'dry-run': true }, world);
  const names = [...Object.keys(commonOptions), 'length', 'isQuiet'];
  expect(data).toStrictEqual({ twice: 8, undeclared: undefined, names });
});

it('two options of one name are the same option, whichever commands declare it', () => {
  const names = everyOption.map(({ name }) => name);
  expect(names).toStrictEqual([...new Set(names)]);
});

it('no command declares an option under a name of a common one', () => {
  const own = Object.values(commands).flatMap(({ options }) => Object.keys(options));
  expect(own.filter((name) => Object.hasOwn(commonOptions, name))).toStrictEqual([]);
});
