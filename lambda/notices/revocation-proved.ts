import type { Messages, RevocationProved } from './notice.ts';
import { paragraphs, table, wrap } from './text.ts';
import { minuteOf, namePair, subject } from './wording.ts';

/** To ops: the old pair is refused while the live one is accepted. The case is closed. */
export function revocationProved(notice: RevocationProved): Messages {
  const { credential, environment, old, live, sameKey } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: old pair is revoked`),
      severity: 'info',
      body: paragraphs(
        wrap(`The old pair of ${credential} (${environment}) is revoked. This is proved: the vendor refuses
          it and accepts the live pair.`),
        table([
          ['revoked', namePair(old)],
          ['live', namePair(live)],
          ['asked', minuteOf(notice.requestedAt)],
          ['proved', minuteOf(notice.provedAt)],
        ]),
        sameKey ? wrap('Both pairs have the same key. The old secret is not valid any more.') : undefined,
        'You do not need to do anything. This case is closed.',
      ),
    },
  };
}
