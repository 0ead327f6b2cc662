import { longestNote } from '../../lambda/intake/intake-document.ts';
import type { Environment } from '../../lambda/notices/notice.ts';
import { isReason, type Reason, reasons } from '../../lambda/secrets/state-label.ts';
import { CommandError } from '../commands/command.ts';

/** Every option of every command. With `value` it takes one. */
export const optionTable = {
  environment: { value: 'sandbox|production', help: 'which environment (default: sandbox)' },
  credential: { value: 'name', help: 'which credential of it (default: api)' },
  region: { value: 'region', help: "AWS region (default: the AWS SDK's choice)" },
  profile: { value: 'name', help: 'profile of the AWS configuration files' },
  yes: { value: undefined, help: 'say yes to every question' },
  json: { value: undefined, help: 'print one line of JSON on stdout, everything else on stderr' },
  help: { value: undefined, help: 'explain the command' },
  reason: { value: 'reason', help: `why the pair is replaced: ${reasons.join(', ')} (default: scheduled)` },
  note: { value: 'text', help: `for ops, kept with the pair; at most ${longestNote} characters` },
  'even-though-live-works': { value: undefined, help: 'go back although the live pair logs in' },
  'dry-run': { value: undefined, help: 'tell the findings; mail nothing and mark nothing' },
  csv: { value: undefined, help: 'print a table for a spreadsheet on stdout, everything else on stderr' },
  log: { value: undefined, help: "show the function's log lines of this rotation" },
  'no-rotate': { value: undefined, help: 'leave the pair in the intake, rotate later' },
} as const satisfies Readonly<Record<string, { value: string | undefined; help: string }>>;

export type OptionName = keyof typeof optionTable;
export const isOptionName = (name: string): name is OptionName => Object.hasOwn(optionTable, name);

/** Those that every command has. */
export const commonOptions = ['environment', 'credential', 'region', 'profile', 'yes', 'json', 'help'] as const;

export interface Options {
  readonly environment: Environment;
  readonly credential: string;
  /** False: the one above is the default. */
  readonly isCredentialGiven: boolean;
  readonly region: string | undefined;
  readonly profile: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
  readonly reason: Reason | undefined;
  readonly note: string | undefined;
  readonly rotate: boolean;
  readonly csv: boolean;
  readonly log: boolean;
  readonly dryRun: boolean;
  readonly evenThoughLiveWorks: boolean;
}

export type Given = Partial<Readonly<Record<OptionName, string | true>>>;

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
