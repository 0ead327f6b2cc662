import type { Described } from '../command-line/help.ts';
import { type Given, type OptionSet, readOptions, type ValuesOf } from '../command-line/option.ts';
import type { Result } from '../command-line/result.ts';
import { type CommonOptions, commonOptions } from '../command-line/shared-options.ts';
import type { Context } from '../world/context.ts';
import type { World } from '../world/world.ts';

export interface Command extends Described {
  /** Reads its options, then runs. Fails with `CommandError` or `AwsCallFailed`. */
  run(given: Given, world: World): Promise<Result>;
}

/** The context of a command with these options: their values, those of the common options, and no others. */
type ContextOf<Options extends OptionSet> = Context<CommonOptions & ValuesOf<Options>>;

interface Declaration<Options extends OptionSet> extends Described {
  /** The options beside those that every command has. */
  readonly options: Options;
  run(context: ContextOf<Options>): Promise<Result>;
}

export const defineCommand = <Options extends OptionSet>({ run, ...described }: Declaration<Options>): Command => ({
  ...described,
  run: async (given, world) =>
    run({ world, options: { ...readOptions(commonOptions, given), ...readOptions(described.options, given) } }),
});
