import type { LeftVerdict } from '../../lambda/intake/verdict-label.ts';

/** A verdict in the words of the person who staged the pair. `next` is the command to run after that. */
export interface VerdictExplanation {
  readonly happened: string;
  readonly todo: string;
  readonly next?: 'stage' | 'rotate';
}

const newestMail = 'Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:';

export const verdicts: Readonly<Record<LeftVerdict, VerdictExplanation>> = {
  NothingStaged: {
    happened: 'The intake is empty, so there is no pair to rotate to.',
    todo: 'Ask the account manager for a pair, unless you have done so. When it arrives:',
    next: 'stage',
  },
  AlreadyLive: {
    happened: 'The staged pair is already live. The intake was emptied.',
    todo: newestMail,
    next: 'stage',
  },
  MalformedPair: {
    happened: 'The staged document does not hold a pair.',
    todo: 'Stage it again; the mail PairRefused says what was wrong:',
    next: 'stage',
  },
  AwaitingRevocation: {
    happened: 'Support was asked to revoke the staged pair.',
    todo: newestMail,
    next: 'stage',
  },
  TooManyOutstanding: {
    happened: 'Too many old pairs are waiting to be revoked (at most 11 may). The pair stays staged.',
    todo: 'Have support revoke the outstanding pairs. Then:',
    next: 'rotate',
  },
  Rejected: {
    happened: 'The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.',
    todo: 'Compare it with the mail and stage it again, or ask for a new one:',
    next: 'stage',
  },
  EgressBlocked: {
    happened: 'The vendor blocks our egress address. That says nothing about the pair, which stays staged.',
    todo: 'Have the account manager allow our egress addresses; the mail PairRefused names them. Then:',
    next: 'rotate',
  },
  ClientMismatch: {
    happened: 'The pair belongs to the wrong client account.',
    todo: 'Ask the account manager for a pair of the right account; the mail PairRefused names both. Then:',
    next: 'stage',
  },
  Unavailable: {
    happened: 'The login was inconclusive (rate limit, error or network). The pair stays staged.',
    todo: 'Nothing: AWS retries this rotation by itself. If the pair is not live tomorrow:',
    next: 'rotate',
  },
};
