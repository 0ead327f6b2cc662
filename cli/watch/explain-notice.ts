import type { Notice } from '../../lambda/notices/notice.ts';

/** A short summary of a mail, and whether a person has to do something. */
export interface NoticeExplanation {
  readonly says: string;
  readonly needsPerson: boolean;
}

const explanations: Readonly<Record<Notice['kind'], NoticeExplanation>> = {
  RotationDue: { says: 'a new pair must be requested', needsPerson: true },
  PairRefused: { says: 'the staged pair was refused', needsPerson: true },
  PairPromoted: { says: 'a new pair is live', needsPerson: false },
  RevocationRequested: { says: 'support is asked to revoke an old pair', needsPerson: false },
  RevocationOverdue: { says: 'an old pair still logs in; support is asked again', needsPerson: true },
  HandoverWaiting: { says: 'an old pair may still be in use, and support is not asked yet', needsPerson: true },
  RevocationWithdrawn: { says: 'support is asked not to revoke the pair that is live again', needsPerson: false },
  RevocationProved: { says: 'an old pair is proved to be revoked', needsPerson: false },
  WrongPairRevoked: { says: 'the live pair is refused and an old one works', needsPerson: true },
  LivePairDead: { says: 'the live pair is refused', needsPerson: true },
  LivePairRecovered: { says: 'the live pair logs in again', needsPerson: false },
  LiveValueBroken: { says: 'the live value is not a pair', needsPerson: true },
  RotationStuck: { says: 'a rotation is stuck', needsPerson: true },
  WatchInconclusive: { says: 'logins have been inconclusive for days', needsPerson: true },
  RolledBack: { says: 'an earlier pair is live again', needsPerson: true },
};

/** The functions may be newer than the command, and know more notices. */
export function explainNotice(kind: string): NoticeExplanation {
  const found = Object.entries(explanations).find(([known]) => known === kind);
  return found?.[1] ?? { says: 'a notice that this version of the command does not know', needsPerson: true };
}
