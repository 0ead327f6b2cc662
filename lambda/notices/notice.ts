import type { Behind } from '../handover/behind.ts';
import type { RefusingVerdict } from '../intake/refusing-verdict.ts';
import type { DueCause } from '../reminder/due-cause.ts';
import type { Origin } from '../secrets/origin.ts';
import type { PairDescription } from '../secrets/pair.ts';
import type { Reason } from '../secrets/state-label.ts';

export const audiences = ['support', 'ops'] as const;
export type Audience = (typeof audiences)[number];
export type Severity = 'info' | 'action' | 'urgent';

/** A pair with the client account that it belongs to, as notices show it. */
export interface KnownPair extends PairDescription {
  readonly clientId: string | undefined;
}

/** Why a pair was refused, with what ops needs to correct it. */
export type RefusedPair =
  | { readonly verdict: 'MalformedPair'; readonly flaw: string }
  | {
      readonly verdict: 'ClientMismatch';
      readonly pair: PairDescription;
      readonly expected: string;
      readonly found: string;
    }
  /** `elsewhere` is the name of the other credential. */
  | { readonly verdict: 'LiveElsewhere'; readonly pair: PairDescription; readonly elsewhere: string }
  | { readonly verdict: 'EgressBlocked'; readonly pair: PairDescription; readonly egress: readonly string[] }
  | {
      readonly verdict: Exclude<
        RefusingVerdict,
        'MalformedPair' | 'LiveElsewhere' | 'ClientMismatch' | 'EgressBlocked'
      >;
      readonly pair: PairDescription;
    };

/** A rotation is due, and somebody has to ask for a pair. */
export interface RotationDue extends Origin {
  readonly kind: 'RotationDue';
  readonly clientId: string | undefined;
  /** When the live pair was promoted, as in its label; undefined before the first pair. */
  readonly liveSince: string | undefined;
  readonly egress: readonly string[];
  readonly because: DueCause;
  /** A pair is staged in the intake: the mail says "rotate" instead of asking for a pair. */
  readonly pairIsStaged: boolean;
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
  /** Pairs whose revocation will be asked for when the applications have had time to take the new pair. */
  readonly handover: { readonly old: readonly PairDescription[]; readonly askedAt: string } | undefined;
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
  /** The other credential that uses the pair; `undefined` when the pair is live again in its own one. */
  readonly liveIn: string | undefined;
}

/** The request to revoke the old pair waits, because somebody still needs it. */
export interface HandoverWaiting extends Origin, Behind {
  readonly kind: 'HandoverWaiting';
  /** The old pair. */
  readonly pair: KnownPair;
  readonly replacedAt: string;
  /** The other credential in which the old pair is live. */
  readonly liveIn: string | undefined;
  /** When support is asked even if a reader is still behind. */
  readonly askedAt: string | undefined;
}

/** The old pair still logs in, so many days after the request. */
export interface RevocationOverdue extends Omit<RevocationRequested, 'kind'> {
  readonly kind: 'RevocationOverdue';
  readonly requestedAt: string;
  readonly days: number;
}

/** The old pair is refused, while the live one is accepted. */
export interface RevocationProved extends Origin {
  readonly kind: 'RevocationProved';
  readonly old: KnownPair;
  readonly live: KnownPair;
  readonly sameKey: boolean;
  readonly requestedAt: string;
  readonly provedAt: string;
}

/** The live pair is refused, and the one that support was asked to revoke still works. */
export interface WrongPairRevoked extends Origin {
  readonly kind: 'WrongPairRevoked';
  readonly live: KnownPair;
  readonly old: KnownPair;
  readonly since: string;
}

export interface LivePairDead extends Origin {
  readonly kind: 'LivePairDead';
  readonly live: KnownPair;
  readonly since: string;
  /** False: it has never logged in here, so somebody stored it manually. */
  readonly hasLoggedIn: boolean;
}

/** The live value is not a pair any more. */
export interface LiveValueBroken extends Origin {
  readonly kind: 'LiveValueBroken';
  readonly since: string;
}

/** The end of one of the three above. */
export interface LivePairRecovered extends Origin {
  readonly kind: 'LivePairRecovered';
  readonly live: KnownPair;
  /** When the problem was first seen. */
  readonly since: string;
  readonly was: 'WrongPairRevoked' | 'LivePairDead' | 'LiveValueBroken';
}

/** The same rotation is under way since the day before, or longer. */
export interface RotationStuck extends Origin {
  readonly kind: 'RotationStuck';
  /** The id of its pending version. */
  readonly token: string;
  readonly since: string;
  readonly pairIsStaged: boolean;
  /** True: a pair was accepted and could not be promoted. False: the rotation had no pair to take. */
  readonly hasValue: boolean;
}

/** For days no login of the watch has shown whether a pair works. */
export interface WatchInconclusive extends Origin {
  readonly kind: 'WatchInconclusive';
  readonly since: string;
  readonly days: number;
  /** Short codes: `EgressBlocked`, or why a login had no result. */
  readonly why: readonly string[];
  readonly egress: readonly string[];
}

export interface RolledBack extends Origin {
  readonly kind: 'RolledBack';
  /** `undefined` when the value that was replaced was not a pair. */
  readonly from: KnownPair | undefined;
  readonly to: KnownPair;
  readonly at: string;
}

/** Everything of which anybody is notified. No notice can hold a pair, only its description. */
export type Notice =
  | RotationDue
  | PairRefused
  | PairPromoted
  | RevocationRequested
  | RevocationOverdue
  | RevocationWithdrawn
  | HandoverWaiting
  | RevocationProved
  | WrongPairRevoked
  | LivePairDead
  | LiveValueBroken
  | LivePairRecovered
  | RotationStuck
  | WatchInconclusive
  | RolledBack;

/** A mail, before it is sent. */
export interface Message {
  /** ASCII, under 100 characters, no line break: what SNS takes. */
  readonly subject: string;
  /** Plain text, 72 columns. */
  readonly body: string;
  readonly severity: Severity;
}

/** The message to each audience. An audience that is left out is not notified. */
export type Messages = Partial<Record<Audience, Message>>;
