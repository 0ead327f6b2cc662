import type { Reason } from '../secrets/state-label.ts';
import type { RevocationOverdue, RevocationRequested } from './notice.ts';
import type { Row } from './text.ts';
import { accountRow, areAlike, minuteOf, namePair, reasonForSupport } from './wording.ts';

type Case = RevocationRequested | RevocationOverdue;

/** What support is asked to do with the old pair. */
export const whatToRevoke = ({ sameKey }: Case): string =>
  sameKey ? 'invalidate the old API secret' : 'revoke the old API key';

/** How soon; `undefined` when nothing is urgent. */
export function deadline(reason: Reason): 'NOW' | 'today' | undefined {
  if (reason === 'leak') return 'NOW';
  return reason === 'departure' ? 'today' : undefined;
}

/** Both pairs, each marked with what is to become of it, so that nobody takes the wrong one. */
export const revokeAndKeep = (notice: Case): readonly Row[] => [
  accountRow(notice, notice.old.clientId ?? notice.live.clientId),
  ...(notice.sameKey ? sameKeyRows(notice) : pairRows(notice)),
  ['replaced', minuteOf(notice.replacedAt)],
  ['why', reasonForSupport[notice.reason]],
];

const pairRows = ({ old, live }: Case): readonly Row[] => [
  ['REVOKE', namePair(old)],
  ['KEEP', namePair(live)],
];

const sameKeyRows = ({ old, live, replacedAt }: Case): readonly Row[] => [
  ['key', namePair(live)],
  ['KEEP', 'this key, with the secret it has now'],
  ['INVALIDATE', `its secret from before ${minuteOf(replacedAt)} (${old.fingerprint})`],
];

export function stepsToRevoke(notice: Case): readonly string[] {
  const { old, live, replacedAt, sameKey } = notice;
  if (sameKey) {
    return [
      live.maskedKey === '…'
        ? 'Keep this key. Both pairs have the same API key.'
        : `Keep this key. Both pairs have the same API key ending in ${live.maskedKey}.`,
      `Invalidate the secret that was used before ${minuteOf(replacedAt)}, and only that one.`,
    ];
  }
  return [
    ...(areAlike(old, live)
      ? [
          `The parts of the keys that we show may be the same for both pairs. The pair that is marked REVOKE was in
           use until ${minuteOf(replacedAt)}, the pair that is marked KEEP is in use now. Unless you are certain, ask our operations team before you revoke anything.`,
        ]
      : []),
    'Revoke the pair that is marked REVOKE, with its API secret.',
    'Leave the pair that is marked KEEP untouched: it is in use.',
  ];
}

export const aboutTokensAndFingerprints = `Access tokens that were created with the old pair need no action: they expire
  within an hour. The fingerprint is our own: we use it to tell pairs apart without showing them. You do not need it to
  find the pair.`;
