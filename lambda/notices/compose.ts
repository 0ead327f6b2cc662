import type { Audience, Message, Notice } from './notice.ts';
import { pairPromoted } from './pair-promoted.ts';
import { pairRefused } from './pair-refused.ts';
import { revocationRequested } from './revocation-requested.ts';
import { revocationWithdrawn } from './revocation-withdrawn.ts';
import { rotationDue } from './rotation-due.ts';

/** What each audience is told. An audience that is left out hears nothing. */
export type Messages = Partial<Record<Audience, Message>>;

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
    case 'RevocationWithdrawn':
      return revocationWithdrawn(notice);
  }
}
