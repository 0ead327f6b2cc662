import type { LivePairDead, Messages } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, command, cutOff, minuteOf, namePair, restartApplications, seeNotice, subject } from './wording.ts';

/** To ops, at once: the vendor refuses the live pair, and no old one is known to work. */
export function livePairDead(notice: LivePairDead): Messages {
  const { credential, environment, live, since, hasLoggedIn } = notice;
  return {
    ops: {
      subject: subject(notice, `URGENT: ${credential}: live pair is refused`),
      severity: 'urgent',
      body: paragraphs(
        wrap(
          `The vendor refuses the live pair of ${credential} (${environment}). ${
            hasLoggedIn
              ? 'It has logged in before, so it was most likely revoked.'
              : `It has never logged in here: somebody stored it manually, and it is mistyped, revoked or belongs to the other
               environment.`
          }`,
        ),
        table([accountRow(notice, live.clientId), ['refused', namePair(live)], ['first seen', minuteOf(since)]]),
        wrap(hasLoggedIn ? cutOff : 'Applications that have read this pair cannot log in.'),
        'What to do',
        steps([
          `If an old pair may still be valid, roll back to it (first command below). The command logs in with that
           pair first, and changes nothing if the vendor refuses it.`,
          'Otherwise ask the account manager for a new pair, urgently, and stage it (second command).',
          restartApplications,
          hasLoggedIn
            ? 'Ask support who revoked the pair, and why.'
            : 'Find out who stored it (CloudTrail: PutSecretValue or UpdateSecret).',
        ]),
        block([command(notice, 'rollback'), command(notice, 'stage')].join('\n')),
        'You get this mail again every day until the live pair logs in.',
        seeNotice(notice.kind),
      ),
    },
  };
}
