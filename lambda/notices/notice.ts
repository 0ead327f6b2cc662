import type { Refusal } from '../rotation/rotation-error.ts';
import type { PairDescription } from '../secrets/pair.ts';
import type { Reason } from '../secrets/state-label.ts';

export const audiences = ['support', 'ops'] as const;
export type Audience = (typeof audiences)[number];
export type Severity = 'info' | 'action' | 'urgent';
export type Environment = 'sandbox' | 'production';

/** What every notice says of where it comes from. */
export interface Origin {
  readonly environment: Environment;
  readonly credential: string;
}

/** A pair with the client account that it belongs to, as people are told of it. */
export interface KnownPair extends PairDescription {
  readonly clientId: string | undefined;
}

/** What was wrong with a pair, with what ops needs to mend it. */
export type RefusedPair =
  | { readonly verdict: 'MalformedPair'; readonly flaw: string }
  | {
      readonly verdict: 'ClientMismatch';
      readonly pair: PairDescription;
      readonly expected: string;
      readonly found: string;
    }
  | { readonly verdict: 'EgressBlocked'; readonly pair: PairDescription; readonly egress: readonly string[] }
  | {
      readonly verdict: Exclude<Refusal, 'MalformedPair' | 'ClientMismatch' | 'EgressBlocked'>;
      readonly pair: PairDescription;
    };

/** A rotation is due, and somebody has to ask for a pair. */
export interface RotationDue extends Origin {
  readonly kind: 'RotationDue';
  readonly clientId: string | undefined;
  /** When the live pair was promoted, as in its label; undefined before the first pair. */
  readonly liveSince: string | undefined;
  readonly egress: readonly string[];
}

export interface PairRefused extends Origin {
  readonly kind: 'PairRefused';
  readonly refused: RefusedPair;
  /** Before AWSPENDING a corrected pair can simply be staged; in testSecret the rotation must be cleared first. */
  readonly during: 'createSecret' | 'testSecret';
  readonly note: string | undefined;
}

export interface PairPromoted extends Origin {
  readonly kind: 'PairPromoted';
  readonly pair: KnownPair;
  readonly promotedAt: string;
  readonly reason: Reason;
  /** Pairs whose revocation support has been asked for. */
  readonly requested: readonly PairDescription[];
  /** Pairs whose revocation will be asked for once the live pair has been seen to log in. */
  readonly waiting: readonly PairDescription[];
  readonly anotherPairStaged: boolean;
  /** True when nobody could tell whether old and new pair belong to one client account. */
  readonly clientUncompared: boolean;
  readonly note: string | undefined;
}

export interface RevocationRequested extends Origin {
  readonly kind: 'RevocationRequested';
  readonly old: KnownPair;
  readonly live: KnownPair;
  readonly sameKey: boolean;
  readonly reason: Reason;
  /** When the old pair stopped being the live one. */
  readonly replacedAt: string;
}

export interface RevocationWithdrawn extends Origin {
  readonly kind: 'RevocationWithdrawn';
  readonly pair: KnownPair;
}

/** Everything that is told to anybody. No notice has room for a pair, only for its description. */
export type Notice = RotationDue | PairRefused | PairPromoted | RevocationRequested | RevocationWithdrawn;

/** A mail, before it is sent. */
export interface Message {
  /** ASCII, under 100 characters, no line break: what SNS takes. */
  readonly subject: string;
  /** Plain text, 72 columns. */
  readonly body: string;
  readonly severity: Severity;
}
