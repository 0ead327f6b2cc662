import type { LiveValueBroken, Messages } from './notice.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, minuteOf, restartApplications, seeNotice, subject } from './wording.ts';

/** To ops, at once: what applications read is no pair. */
export function liveValueBroken(notice: LiveValueBroken): Messages {
  const { credential, environment, since } = notice;
  return {
    ops: {
      subject: subject(notice, `URGENT: ${credential}: live value is no pair`),
      severity: 'urgent',
      body: paragraphs(
        wrap(`The live value of ${credential} (${environment}) is no pair any more: somebody put it by hand. First
          seen ${minuteOf(since)}.`),
        wrap('Applications that read it cannot log in. Those that read the pair before go on with that one.'),
        'What to do',
        steps([
          `Roll back to the pair that was live before (first command below). It logs in with that pair first and
           changes nothing when that is refused.`,
          'If that is refused, ask the account manager for a new pair, urgently, and stage it (second command).',
          restartApplications,
          'Find out who put the value (CloudTrail: PutSecretValue or UpdateSecret).',
        ]),
        block([command(notice, 'rollback'), command(notice, 'stage')].join('\n')),
        'You are told again every day until the live value is a pair.',
        seeNotice(notice.kind),
      ),
    },
  };
}
