import type { PairDescription } from '../secrets/pair.ts';
import type { Reason } from '../secrets/state-label.ts';
import type { Origin } from './notice.ts';

/** `[octopus-cards sandbox] …`, cut to what a mail subject may hold. */
export const subject = ({ environment }: Origin, text: string): string =>
  `[octopus-cards ${environment}] ${text}`.slice(0, 99);

/** The operator's command for this credential, ready to paste. */
export const command = ({ environment, credential }: Origin, name: string): string =>
  `npm run octopus -- ${name} --environment ${environment} --credential ${credential}`;

export const namePair = ({ maskedKey, fingerprint }: PairDescription): string =>
  `${maskedKey === '…' ? 'key not shown (too short to mask)' : `key ending in ${maskedKey}`} (fingerprint ${fingerprint})`;

export const dayOf = (instant: string): string => instant.slice(0, 10);

/** `2026-11-24 10:00 UTC`. */
export const minuteOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

export const list = (items: readonly string[]): string => items.join(', ');

/** Why a pair was replaced, for a reader outside the company. */
export const reasonForSupport: Readonly<Record<Reason, string>> = {
  scheduled: 'planned replacement, at least every twelve months',
  leak: 'the old pair may be known to somebody who must not have it',
  departure: 'a person who had access to the old pair has left',
  other: 'replaced by our operations team',
};

/** The operator's note. Control characters have no place in a mail, whoever wrote it. */
export const noteLine = (note: string | undefined): string | undefined =>
  note === undefined ? undefined : `Note left with the pair: ${note.replace(/\p{C}/gu, ' ')}`;
