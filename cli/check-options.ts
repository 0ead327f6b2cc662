import { longestNote } from '../lambda/intake/intake-document.ts';
import { isReason, reasons } from '../lambda/secrets/state-label.ts';
import { CommandError } from './command.ts';
import type { Given, OptionName, Options } from './options.ts';

/** Checks what was given. What is wrong is never quoted: it may be a secret in the wrong place. */
export function checkOptions(given: Given): Options {
  const { environment = 'sandbox', credential = 'api', reason, note } = given;
  if (environment !== 'sandbox' && environment !== 'production') throw wrong('environment', 'sandbox or production');
  if (!/^[a-z0-9-]{1,40}$/.test(String(credential))) throw wrong('credential', '1 to 40 characters of a-z, 0-9 and -');
  if (reason !== undefined && !isReason(reason)) throw wrong('reason', reasons.join(', '));
  if (String(note ?? '').length > longestNote) throw wrong('note', `at most ${longestNote} characters`);
  // An empty one is a variable that is not set, and would be the default of somebody else.
  for (const name of ['region', 'profile'] as const) if (given[name] === '') throw wrong(name, 'a name, and not empty');
  return {
    environment,
    credential: String(credential),
    isCredentialGiven: given.credential !== undefined,
    region: textOf(given.region),
    profile: textOf(given.profile),
    yes: given.yes === true,
    json: given.json === true,
    reason,
    note: textOf(note),
    rotate: given['no-rotate'] !== true,
    csv: given.csv === true,
    log: given.log === true,
    dryRun: given['dry-run'] === true,
    evenThoughLiveWorks: given['even-though-live-works'] === true,
  };
}

const textOf = (value: string | true | undefined): string | undefined => (value === true ? undefined : value);

const wrong = (name: OptionName, expected: string): CommandError =>
  new CommandError('Usage', `--${name} must be ${expected}`);
