import type { Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import type { HandoverPorts } from '../revocation/findings.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Case, casesOf } from '../secrets/cases.ts';
import type { CredentialValue } from '../secrets/credential-value.ts';
import type { Origin } from '../secrets/origin.ts';
import type { Pair } from '../secrets/pair.ts';
import { asRead } from '../secrets/read-version.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import type { SecretView } from '../secrets/secret-view.ts';
import type { Transition } from '../secrets/transition.ts';

/** What one run of the watch works with. */
export interface Watched {
  readonly origin: Origin;
  readonly credential: SecretStore;
  readonly intake: SecretStore;
  readonly login: (pair: Pair, options: { readonly maxTries: number }) => Promise<LoginOutcome>;
  /** Takes the outcome of the login with the live pair. */
  readonly noteLogin: (outcome: LoginOutcome) => void;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly record: (transition: Transition) => void;
  readonly clock: Clock;
  readonly egress: readonly string[];
  readonly handover: HandoverPorts;
  readonly remindDaysBefore: readonly number[];
}

/** The live version as it was read at the start of a run. */
export interface Live {
  readonly version: SecretVersion;
  readonly value: CredentialValue;
}

/** The cases of a view. Of the values, the run has read only the live one. */
export const casesWith = (view: SecretView, { version }: Live): readonly Case[] => casesOf(view, asRead(version));
