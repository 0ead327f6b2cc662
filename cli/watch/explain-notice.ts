import type { Notice } from '../../lambda/notices/notice.ts';

/** What a mail says, in half a line, and whether a person is asked for something. */
export interface NoticeExplanation {
  readonly says: string;
  readonly asks: boolean;
}

const explanations: Readonly<Record<Notice['kind'], NoticeExplanation>> = {
  RotationDue: { says: 'a new pair has to be asked for', asks: true },
  PairRefused: { says: 'the staged pair was not taken', asks: true },
  PairPromoted: { says: 'a new pair is live', asks: false },
  RevocationRequested: { says: 'support is asked to revoke an old pair', asks: false },
  RevocationOverdue: { says: 'an old pair still logs in; support is asked again', asks: true },
  RevocationWithdrawn: { says: 'support is told not to revoke the pair that is live again', asks: false },
  RevocationProved: { says: 'an old pair is proved to be revoked', asks: false },
  WrongPairRevoked: { says: 'the live pair is refused and an old one works', asks: true },
  LivePairDead: { says: 'the live pair is refused', asks: true },
  LivePairRecovered: { says: 'the live pair logs in again', asks: false },
  LiveValueBroken: { says: 'the live value is no pair', asks: true },
  RotationStuck: { says: 'a rotation does not end', asks: true },
  WatchInconclusive: { says: 'for days no login has told anything', asks: true },
  RolledBack: { says: 'an earlier pair is live again', asks: true },
};

/** The functions may be newer than the command, and know more notices. */
export function explainNotice(kind: string): NoticeExplanation {
  const found = Object.entries(explanations).find(([known]) => known === kind);
  return found?.[1] ?? { says: 'a notice that this version of the command does not know', asks: true };
}
