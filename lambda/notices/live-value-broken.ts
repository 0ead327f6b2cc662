import type { LiveValueBroken, Messages } from './notice.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, minuteOf, restartApplications, seeNotice, subject } from './wording.ts';

/** To ops, at once: what applications read is not a pair. */
export function liveValueBroken(notice: LiveValueBroken): Messages {
  const { credential, environment, since } = notice;
  return {
    ops: {
      subject: subject(notice, `URGENT: ${credential}: live value is broken`),
      severity: 'urgent',
      body: paragraphs(
        wrap(`The live value of ${credential} (${environment}) is not a pair any more: somebody stored another
          value manually. This was first seen on ${minuteOf(since)}.`),
        wrap('Applications that read this value cannot log in. Applications that read the pair earlier keep using it.'),
        'What to do',
        steps([
          `Roll back to the pair that was live before (first command below). The command logs in with
           that pair first, and changes nothing if the vendor refuses it.`,
          'If that pair is refused, ask the account manager for a new one, urgently, and stage it (second command).',
          restartApplications,
          'Find out who stored the value (CloudTrail: PutSecretValue or UpdateSecret).',
        ]),
        block([command(notice, 'rollback'), command(notice, 'stage')].join('\n')),
        'You get this mail again every day until the live value is a pair.',
        seeNotice(notice.kind),
      ),
    },
  };
}
