import type { Message, Messages, RevocationOverdue } from './notice.ts';
import { aboutTokensAndFingerprints, deadline, revokeAndKeep, stepsToRevoke, whatToRevoke } from './revoke-and-keep.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { countDays, minuteOf, seeNotice, subject } from './wording.ts';

/** To support: it still works, please revoke it. To ops: that somebody should talk to them. */
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
        `Reply to our operations team when it is done. If something of this account was revoked before this mail, say
         which: it was not the one that we asked for.`,
      ]),
      wrap(aboutTokensAndFingerprints),
    ),
  };
}

function toOps(notice: RevocationOverdue): Message {
  const { credential, environment, reason, days } = notice;
  return {
    subject: subject(notice, `${credential}: old pair alive after ${countDays(days)}`),
    severity: 'action',
    body: paragraphs(
      wrap(`The old pair of ${credential} (${environment}) still logs in, ${countDays(days)} after support was asked
        to revoke it. They have been asked again.`),
      table([...revokeAndKeep(notice), ['asked', minuteOf(notice.requestedAt)]]),
      reason === 'leak'
        ? wrap('Somebody else may know this pair. Until it is revoked it opens our account.')
        : undefined,
      'What to do',
      steps([
        deadline(reason) === undefined
          ? 'Ask support, by mail or telephone, when they will do it.'
          : 'Call support today, and stay with it until they have done it.',
        'If they say that it is done, it was something else: have them compare it with the table above.',
      ]),
      wrap(`You are told again ${reason === 'leak' ? 'every day' : 'at growing intervals, in the end every week,'} until the vendor refuses the
        old pair; then you get a mail that says so.`),
      seeNotice(notice.kind),
    ),
  };
}
