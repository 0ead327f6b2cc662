import type { Messages, RevocationWithdrawn } from './notice.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, keyEnding, namePair, subject } from './wording.ts';

/** To support: do NOT revoke this pair, it is in use again. To ops: support was asked not to revoke it. */
export function revocationWithdrawn(notice: RevocationWithdrawn): Messages {
  const { pair, environment, credential, liveIn } = notice;
  const named = table([accountRow(notice, pair.clientId), ['DO NOT REVOKE', namePair(pair)]]);
  return {
    support: {
      subject: subject(notice, `URGENT: do NOT revoke ${keyEnding(pair)}, our request is withdrawn`),
      severity: 'urgent',
      body: paragraphs(
        wrap('Hello, please do NOT revoke the pair below. If we asked you to revoke it, that request is withdrawn.'),
        named,
        wrap(`The pair is in use${liveIn === undefined ? ' again' : ''}. Revoking it, or making its API secret invalid, would cut off our live
          service.`),
        'What to do',
        steps([
          'Stop any work on our request to revoke this pair.',
          `Do not revoke another pair in its place: if another one has to be revoked, we ask you in a separate mail.
           Unless you are certain which pair is meant, do not revoke any pair of this account, and ask our operations
           team.`,
          'If you have already revoked the pair, tell our operations team at once.',
        ]),
      ),
    },
    ops: {
      subject: subject(notice, `${credential}: revocation request withdrawn`),
      severity: 'info',
      body: paragraphs(
        wrap(
          liveIn === undefined
            ? `A pair of ${credential} (${environment}) that was to be revoked is live again. Support was asked not to revoke it.`
            : `An old pair of ${credential} (${environment}) that was to be revoked is the live pair of the credential ${liveIn}. Support was asked not to revoke it.`,
        ),
        named,
        wrap(`You do not need to do anything, unless support answers that the pair is already revoked. In that case,
          stage a new pair at once.`),
      ),
    },
  };
}
