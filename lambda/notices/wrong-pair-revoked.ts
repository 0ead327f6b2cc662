import type { Message, Messages, WrongPairRevoked } from './notice.ts';
import { block, paragraphs, type Row, steps, table, wrap } from './text.ts';
import {
  accountRow,
  areAlike,
  command,
  cutOff,
  minuteOf,
  namePair,
  restartApplications,
  seeNotice,
  subject,
} from './wording.ts';

/** To support and ops, at once: the live pair is refused, and only the pair that was to be revoked still works. */
export function wrongPairRevoked(notice: WrongPairRevoked): Messages {
  return { support: toSupport(notice), ops: toOps(notice) };
}

const toSupport = (notice: WrongPairRevoked): Message => ({
  subject: subject(notice, 'URGENT: the wrong pair was revoked, do NOT revoke the other'),
  severity: 'urgent',
  body: paragraphs(
    wrap(`Hello, the pair that our ${notice.environment} account needs is refused, and the old pair that we asked you
      to revoke still works. Most likely the wrong one of the two was revoked.`),
    bothPairs(notice),
    'What to do',
    steps([
      ...(areAlike(notice.live, notice.old)
        ? [
            `The parts of the keys that we show may be the same for both pairs; it may even be one key with two
             secrets. The pair that is marked RESTORE is refused now, the pair that is marked DO NOT REVOKE still works.
             Unless you are certain which is which, change nothing and call our operations team.`,
          ]
        : []),
      'Do NOT revoke the pair that is marked DO NOT REVOKE, although we asked you to: our service needs it now.',
      'Make the pair that is marked RESTORE valid again, if that is possible.',
      'Tell our operations team at once what was revoked, and whether it can be restored.',
    ]),
    wrap('Our request to revoke the old pair is suspended. Please do not act on it until we ask you again.'),
  ),
});

const toOps = (notice: WrongPairRevoked): Message => ({
  subject: subject(notice, `URGENT: ${notice.credential}: wrong pair revoked`),
  severity: 'urgent',
  body: paragraphs(
    wrap(`The vendor refuses the live pair of ${notice.credential} (${notice.environment}) and still accepts the old
      one, which support was asked to revoke. Most likely support revoked the wrong one.`),
    bothPairs(notice),
    wrap(cutOff),
    'What to do',
    steps([
      `Roll back to the pair that still works, now (command below). The command logs in with that pair first, and
       asks support not to revoke it.`,
      restartApplications,
      'Call support. We sent them a mail that names the pair to restore and the pair not to revoke.',
      `Ask the account manager for a new pair and stage it, unless support restores the refused one. If the old
       pair was to be revoked because of a leak, stage a new pair in any case.`,
    ]),
    block(command(notice, 'rollback')),
    'You get this mail again every day until the live pair logs in.',
    seeNotice(notice.kind),
  ),
});

const bothPairs = ({ live, old, since, ...origin }: WrongPairRevoked): string =>
  table([
    accountRow(origin, live.clientId ?? old.clientId),
    ['RESTORE', namePair(live)],
    ['', `refused, first seen ${minuteOf(since)}`],
    ['DO NOT REVOKE', namePair(old)],
    ['', 'still works'],
  ] satisfies readonly Row[]);
