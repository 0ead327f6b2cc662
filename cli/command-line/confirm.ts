import type { Terminal } from '../terminal/terminal.ts';
import { CommandError } from './command-error.ts';
import type { CommonOptions } from './shared-options.ts';

/** Whom to ask, and what `--yes` has answered already. A command's context is one. */
interface Asking {
  readonly world: { readonly terminal: Terminal };
  readonly options: Pick<CommonOptions, 'environment' | 'yes'>;
}

/** A person says yes, or `--yes` did. Where nobody can be asked the answer is no. */
export async function agree({ world: { terminal }, options }: Asking, question: string): Promise<boolean> {
  if (options.yes) return true;
  if (terminal.canAsk) return await terminal.confirm(question);
  terminal.warn('There is no terminal to ask on. --yes answers every question with yes.');
  return false;
}

/** Before a change: production is typed out, everything else is a yes. */
export async function confirmChange(asking: Asking, question: string): Promise<void> {
  if (asking.options.environment === 'production') return await confirmProduction(asking);
  if (!(await agree(asking, question))) throw new CommandError('Declined', 'declined; nothing was changed');
}

/** Production is typed out, so that nobody changes it out of habit. */
export async function confirmProduction({ world: { terminal }, options }: Asking): Promise<void> {
  if (options.environment !== 'production' || options.yes) return;
  if (!terminal.canAsk) {
    throw new CommandError('Declined', 'production needs a confirmation and there is no terminal to ask on: add --yes');
  }
  const typed = await terminal.readLine('This is production. Type "production" to go on:');
  if (typed?.trim() !== 'production') throw new CommandError('Declined', 'not confirmed; nothing was changed');
}
