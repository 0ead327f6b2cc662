import type { Messages } from './compose.ts';
import type { RevocationRequested } from './notice.ts';
import { paragraphs, steps, table, wrap } from './text.ts';
import { minuteOf, namePair, reasonForSupport, subject } from './wording.ts';

/** To support at the vendor: revoke the old pair. Plain words, both pairs named so that nobody takes the wrong one. */
export function revocationRequested(notice: RevocationRequested): Messages {
  const { old, live, environment, reason, sameKey } = notice;
  const isUrgent = reason === 'leak' || reason === 'departure';
  const now = reason === 'leak' ? 'NOW' : isUrgent ? 'today' : undefined;
  const what = sameKey ? 'invalidate the old API secret' : 'revoke the old API key';
  return {
    support: {
      subject: subject(notice, `${now === undefined ? '' : `URGENT: `}please ${what}`),
      severity: isUrgent ? 'urgent' : 'action',
      body: paragraphs(
        wrap(`Hello, please ${what} of our ${environment} account${now === undefined ? '' : `, ${now}`}.
          It has been replaced and is not used any more.`),
        table([
          ['account', `client id ${old.clientId ?? live.clientId ?? 'unknown'}, ${environment}`],
          ...(sameKey ? sameKeyRows(notice) : pairRows(notice)),
          ['replaced', minuteOf(notice.replacedAt)],
          ['why', reasonForSupport[reason]],
          ['when', now ?? 'within the next days, please'],
        ]),
        'What to do',
        steps(
          sameKey
            ? [
                `Keep this key. Both pairs have the same API key ending in ${live.maskedKey}.`,
                `Invalidate the secret that was used before ${minuteOf(notice.replacedAt)}, and only that one.`,
                'Reply to our operations team when it is done.',
              ]
            : [
                `Revoke the pair that is marked REVOKE, with its API secret.`,
                'Leave the pair that is marked KEEP untouched: it is in use.',
                'Reply to our operations team when it is done.',
              ],
        ),
        wrap(`Access tokens that were made with the old pair need no action: they expire within the hour. The
          fingerprint is ours, to tell pairs apart without showing them; you do not need it to find the pair.`),
      ),
    },
  };
}

type Row = readonly [name: string, value: string];

const pairRows = ({ old, live }: RevocationRequested): readonly Row[] => [
  ['REVOKE', namePair(old)],
  ['KEEP', namePair(live)],
];

const sameKeyRows = ({ old, live, replacedAt }: RevocationRequested): readonly Row[] => [
  ['key', namePair(live)],
  ['KEEP', 'this key, with the secret it has now'],
  ['INVALIDATE', `its secret from before ${minuteOf(replacedAt)} (${old.fingerprint})`],
];
