import { longestNote } from '../../lambda/intake/intake-document.ts';
import type { Environment } from '../../lambda/secrets/origin.ts';
import { isReason, type Reason, reasons } from '../../lambda/secrets/state-label.ts';
import { CommandError } from './command-error.ts';
import { flag, type Option, type ValuesOf } from './option.ts';

type GivenValue = string | true | undefined;

const mustBe = (name: string, expected: string): CommandError =>
  new CommandError('Usage', `--${name} must be ${expected}`);

const textOf = (given: GivenValue): string | undefined => (given === true ? undefined : given);

function readEnvironment(given: GivenValue = 'sandbox'): Environment {
  if (given === 'sandbox' || given === 'production') return given;
  throw mustBe('environment', 'sandbox or production');
}

function readCredential(given: GivenValue): string | undefined {
  if (given === undefined || /^[a-z0-9-]{1,40}$/.test(String(given))) return textOf(given);
  throw mustBe('credential', '1 to 40 characters of a-z, 0-9 and -');
}

/** An empty value is a variable that is not set, and AWS would take its own default. */
const filledText = (name: string, { value, help }: { value: string; help: string }): Option<string | undefined> => ({
  name,
  value,
  help,
  read(given) {
    if (given === '') throw mustBe(name, 'a name, and not empty');
    return textOf(given);
  },
});

/** The options that every command has. */
export const commonOptions = {
  environment: {
    name: 'environment',
    value: 'sandbox|production',
    help: 'which environment (default: sandbox)',
    read: readEnvironment,
  },
  credential: {
    name: 'credential',
    value: 'name',
    help: 'which credential of it (default: api)',
    read: readCredential,
  },
  region: filledText('region', { value: 'region', help: "AWS region (default: the AWS SDK's choice)" }),
  profile: filledText('profile', { value: 'name', help: 'profile of the AWS configuration files' }),
  yes: flag('yes', 'answer yes to every question'),
  json: flag('json', 'print one line of JSON on stdout, everything else on stderr'),
  help: flag('help', 'explain the command'),
} as const;

export type CommonOptions = ValuesOf<typeof commonOptions>;

/** The credential where `--credential` names none and the command is about one. */
export const defaultCredential = 'api';

export const reasonOption: Option<Reason | undefined> = {
  name: 'reason',
  value: 'reason',
  help: `why the pair is replaced: ${reasons.join(', ')} (default: scheduled)`,
  read(given) {
    if (given === undefined || isReason(given)) return given;
    throw mustBe('reason', reasons.join(', '));
  },
};

export const noteOption: Option<string | undefined> = {
  name: 'note',
  value: 'text',
  help: `for ops, kept with the pair; at most ${longestNote} characters`,
  read(given) {
    if (String(given ?? '').length > longestNote) throw mustBe('note', `at most ${longestNote} characters`);
    return textOf(given);
  },
};

export const logOption = flag('log', "show the function's log lines of this rotation");
