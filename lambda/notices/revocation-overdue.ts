import { isUrgent, type Reason } from '../secrets/state-label.ts';
import type { Message, Messages, RevocationOverdue } from './notice.ts';
import { aboutTokensAndFingerprints, deadline, revokeAndKeep, stepsToRevoke, whatToRevoke } from './revoke-and-keep.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { countDays, minuteOf, seeNotice, subject } from './wording.ts';

/** To support: the old pair still works, please revoke it. To ops: somebody should talk to support. */
export function revocationOverdue(notice: RevocationOverdue): Messages {
  return { support: toSupport(notice), ops: toOps(notice) };
}

function toSupport(notice: RevocationOverdue): Message {
  const when = deadline(notice.reason);
  const what = whatToRevoke(notice);
  return {
    subject: subject(notice, `${when === undefined ? '' : 'URGENT: '}reminder: please ${what}`),
    severity: when === undefined ? 'action' : 'urgent',
    body: paragraphs(
      wrap(`Hello, ${countDays(notice.days)} ago we asked you to ${what} of our ${notice.environment} account. It
        still works. Please ${notice.sameKey ? 'invalidate' : 'revoke'} it${when === undefined ? '' : `, ${when}`}.`),
      table([
        ...revokeAndKeep(notice),
        ['asked', minuteOf(notice.requestedAt)],
        ['when', when ?? 'as soon as you can, please'],
      ]),
      'What to do',
      steps([
        ...stepsToRevoke(notice),
        `Reply to our operations team when it is done. If you revoked a pair of this account
         before this mail, please say which one: it was not the one that we asked you to revoke.`,
      ]),
      wrap(aboutTokensAndFingerprints),
    ),
  };
}

/** Who may log in with the old pair until it is revoked. */
const danger: Readonly<Partial<Record<Reason, string>>> = {
  leak: 'Somebody else may know this pair. Until it is revoked, it gives access to our account.',
  departure: 'A person who has left may know this pair. Until it is revoked, it gives access to our account.',
};

function toOps(notice: RevocationOverdue): Message {
  const { credential, environment, reason, days } = notice;
  return {
    subject: subject(notice, `${credential}: old pair alive after ${countDays(days)}`),
    severity: 'action',
    body: paragraphs(
      wrap(`The old pair of ${credential} (${environment}) still logs in, ${countDays(days)} after support was asked
        to revoke it. Support has been asked again.`),
      table([...revokeAndKeep(notice), ['asked', minuteOf(notice.requestedAt)]]),
      danger[reason] && wrap(danger[reason]),
      'What to do',
      steps([
        deadline(reason) === undefined
          ? 'Ask support, by mail or telephone, when they will do it.'
          : 'Call support today, and keep asking until they have revoked the pair.',
        'If they say that it is done, they revoked something else: ask them to compare it with the table above.',
      ]),
      wrap(
        `You get this mail again ${
          isUrgent(reason) ? 'every day' : '1, 3, 7 and 14 days after the request, and then every week,'
        } until the vendor refuses the old pair. Then you get a mail that says so.`,
      ),
      seeNotice(notice.kind),
    ),
  };
}
