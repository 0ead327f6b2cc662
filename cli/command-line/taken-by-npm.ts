import { CommandError } from './command-error.ts';
import type { Option } from './option.ts';

/** Options that npm knows itself and always puts into the environment: there they say nothing about ours. */
const ofNpm: readonly string[] = ['yes', 'json', 'help'];

/**
 * The options of ours that npm kept for itself, because no `--` stood before them. It leaves them in the
 * environment of what it runs, `--no-rotate` as `rotate`. Names alone: a value may be a secret in the wrong place.
 */
export const takenByNpm = (
  environment: Readonly<Record<string, string | undefined>>,
  options: readonly Option[],
): readonly Option[] =>
  options.filter(({ name }) => !ofNpm.includes(name) && Object.hasOwn(environment, asNpmWritesIt(name)));

const asNpmWritesIt = (name: string): string => `npm_config_${name.replace(/^no-/, '').replaceAll('-', '_')}`;

/** Refuses to run when npm took an option, unless the option is on our command line too. */
export function refuseTaken(taken: readonly Option[], typed: { command: string; options: readonly string[] }): void {
  const lost = taken.filter(({ name }) => !typed.options.includes(name));
  if (lost.length === 0) return;
  const again = lost.map(({ name, value }) => (value === undefined ? `--${name}` : `--${name} …`)).join(' ');
  const names = lost.map(({ name }) => `--${name}`).join(' and ');
  throw new CommandError('Usage', `npm took ${names} for itself; write: npm run octopus -- ${typed.command} ${again}`);
}
