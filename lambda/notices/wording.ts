import type { Origin } from '../secrets/origin.ts';
import type { PairDescription } from '../secrets/pair.ts';
import type { Reason } from '../secrets/state-label.ts';
import type { Notice } from './notice.ts';
import type { Row } from './text.ts';

/** `[octopus-cards sandbox] …`, cut to what a mail subject may hold. */
export const subject = ({ environment }: Origin, text: string): string =>
  `[octopus-cards ${environment}] ${text}`.slice(0, 99);

/** The operator's command for this credential, ready to paste. */
export const command = ({ environment, credential }: Origin, name: string): string =>
  `npm run octopus -- ${name} --environment ${environment} --credential ${credential}`;

export const namePair = ({ maskedKey, fingerprint }: PairDescription): string =>
  `${maskedKey === '…' ? 'key too short to be shown' : `key ending in ${maskedKey}`} (fingerprint ${fingerprint})`;

/** A key in a subject, which is ASCII: without the ellipsis. */
export const keyEnding = ({ maskedKey }: PairDescription): string =>
  maskedKey === '…' ? 'the pair below' : `key ending ${maskedKey.slice(1)}`;

/** Whether what is shown of two keys may fail to tell them apart. */
export const areAlike = (one: PairDescription, other: PairDescription): boolean =>
  one.maskedKey === other.maskedKey || one.maskedKey === '…' || other.maskedKey === '…';

export const accountRow = ({ environment }: Origin, clientId: string | undefined): Row => [
  'account',
  `client id ${clientId ?? 'unknown'}, ${environment}`,
];

export const dayOf = (instant: string): string => instant.slice(0, 10);

/** `2026-11-24 10:00 UTC`. */
export const minuteOf = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

export const list = (items: readonly string[]): string => items.join(', ');

export const countDays = (days: number): string => `${days} day${days === 1 ? '' : 's'}`;

export const egressText = (egress: readonly string[]): string =>
  egress.length === 0 ? 'not fixed in this deployment, see docs/deploying.md' : list(egress);

/** The last line of a mail to ops that asks for something. */
export const seeNotice = (kind: Notice['kind']): string => `For more, see ${kind} under Notices in docs/operating.md.`;

/** What a live pair that is refused means to those who use it. */
export const cutOff = `Applications keep working while their access token is valid, at most an hour. They
  cannot log in after that.`;

export const restartApplications = 'Restart the applications that read the pair only when they start.';

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
