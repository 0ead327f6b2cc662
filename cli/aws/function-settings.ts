import { type Config, ConfigError, readConfig } from '../../lambda/functions/config.ts';
import { CommandError } from '../command-line/command-error.ts';

/** Reads the settings of the functions with the same code as the functions. */
export function readSettings(variables: Readonly<Record<string, string>>): Config {
  try {
    return readConfig(variables);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new CommandError('Failed', 'the settings of the function watch cannot be read; deploy the stack');
  }
}
