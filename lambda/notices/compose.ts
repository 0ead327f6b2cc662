import { handoverWaiting } from './handover-waiting.ts';
import { livePairDead } from './live-pair-dead.ts';
import { livePairRecovered } from './live-pair-recovered.ts';
import { liveValueBroken } from './live-value-broken.ts';
import type { Messages, Notice } from './notice.ts';
import { pairPromoted } from './pair-promoted.ts';
import { pairRefused } from './pair-refused.ts';
import { revocationOverdue } from './revocation-overdue.ts';
import { revocationProved } from './revocation-proved.ts';
import { revocationRequested } from './revocation-requested.ts';
import { revocationWithdrawn } from './revocation-withdrawn.ts';
import { rolledBack } from './rolled-back.ts';
import { rotationDue } from './rotation-due.ts';
import { rotationStuck } from './rotation-stuck.ts';
import { watchInconclusive } from './watch-inconclusive.ts';
import { wrongPairRevoked } from './wrong-pair-revoked.ts';

/** Puts a notice into words, for each audience in its own. */
export function compose(notice: Notice): Messages {
  switch (notice.kind) {
    case 'RotationDue':
      return rotationDue(notice);
    case 'PairRefused':
      return pairRefused(notice);
    case 'PairPromoted':
      return pairPromoted(notice);
    case 'RevocationRequested':
      return revocationRequested(notice);
    case 'RevocationOverdue':
      return revocationOverdue(notice);
    case 'RevocationWithdrawn':
      return revocationWithdrawn(notice);
    case 'HandoverWaiting':
      return handoverWaiting(notice);
    case 'RevocationProved':
      return revocationProved(notice);
    case 'WrongPairRevoked':
      return wrongPairRevoked(notice);
    case 'LivePairDead':
      return livePairDead(notice);
    case 'LiveValueBroken':
      return liveValueBroken(notice);
    case 'LivePairRecovered':
      return livePairRecovered(notice);
    case 'RotationStuck':
      return rotationStuck(notice);
    case 'WatchInconclusive':
      return watchInconclusive(notice);
    case 'RolledBack':
      return rolledBack(notice);
  }
}
