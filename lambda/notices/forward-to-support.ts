import type { Message, Notice } from './notice.ts';
import { paragraphs, steps, wrap } from './text.ts';
import { subject } from './wording.ts';

const rule = '-'.repeat(72);

/** Support's text for ops to forward, while nobody at support has confirmed the subscription. */
export function forwardToSupport(notice: Notice, { subject: theirs, body, severity }: Message): Message {
  return {
    subject: subject(notice, `${notice.credential}: forward this mail to support`),
    severity: severity === 'urgent' ? 'urgent' : 'action',
    body: paragraphs(
      wrap('No subscription of the support topic is confirmed, so support does not receive the mail below.'),
      'What to do',
      steps([
        'Forward the text below to Octopus Cards support.',
        'Ask support to confirm the subscription in the mail that AWS sent them, or correct the address and deploy again.',
      ]),
      'The mail to support',
      `${rule}\nSubject: ${theirs}\n\n${body}\n${rule}`,
    ),
  };
}
