import type { Messages, RevocationRequested } from './notice.ts';
import { aboutTokensAndFingerprints, deadline, revokeAndKeep, stepsToRevoke, whatToRevoke } from './revoke-and-keep.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { subject } from './wording.ts';

/** To support at the vendor: revoke the old pair. Plain words, both pairs named so that nobody takes the wrong one. */
export function revocationRequested(notice: RevocationRequested): Messages {
  const when = deadline(notice.reason);
  const what = whatToRevoke(notice);
  return {
    support: {
      subject: subject(notice, `${when === undefined ? '' : 'URGENT: '}please ${what}`),
      severity: when === undefined ? 'action' : 'urgent',
      body: paragraphs(
        wrap(`Hello, please ${what} of our ${notice.environment} account${when === undefined ? '' : `, ${when}`}.
          It has been replaced by another one.`),
        table([...revokeAndKeep(notice), ['when', when ?? 'within the next days, please']]),
        'What to do',
        steps([...stepsToRevoke(notice), 'Reply to our operations team when it is done.']),
        wrap(aboutTokensAndFingerprints),
      ),
    },
  };
}
