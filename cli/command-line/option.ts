/** What a command line gave to options, by their names. `true`: the option takes no value. */
export type Given = Readonly<Record<string, string | true>>;

/** An option as data: how it is written, what `--help` says of it, and how its value is read. */
export interface Option<Value = unknown> {
  readonly name: string;
  /** A word for the value in `--help`; left out by an option that takes none. */
  readonly value?: string;
  readonly help: string;
  /**
   * The value that the command gets. Fails with `CommandError`.
   * No message may quote what was given: it may be a secret in the wrong place.
   */
  read(given: string | true | undefined): Value;
}

/** The options of a command, by the names under which it reads their values. */
export type OptionSet = Readonly<Record<string, Option>>;

export type ValuesOf<Options extends OptionSet> = {
  readonly [name in keyof Options]: ReturnType<Options[name]['read']>;
};

/** An option that takes no value. */
export const flag = (name: string, help: string): Option<boolean> => ({
  name,
  help,
  read: (given) => given === true,
});

/** Reads exactly the declared options. */
export const readOptions = <Options extends OptionSet>(options: Options, given: Given): ValuesOf<Options> =>
  Object.fromEntries(
    Object.entries(options).map(([key, option]) => [key, option.read(given[option.name])]),
  ) as ValuesOf<Options>;
