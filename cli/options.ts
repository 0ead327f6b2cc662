import { longestNote } from '../lambda/intake/intake-document.ts';
import type { Environment } from '../lambda/secrets/origin.ts';
import { type Reason, reasons } from '../lambda/secrets/state-label.ts';

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
