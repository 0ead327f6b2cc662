import type { RecordedVerdict } from '../lambda/intake/verdict-label.ts';

/** A verdict in the words of the person who staged the pair. `next` is the command that takes it from there. */
export interface VerdictExplanation {
  readonly happened: string;
  readonly todo: string;
  readonly next?: 'stage' | 'rotate';
}

const newestMail = 'Check that the pair is from the newest mail of the account manager, or ask for a new one. Then:';

export const verdicts: Readonly<Record<RecordedVerdict, VerdictExplanation>> = {
  NothingStaged: {
    happened: 'The intake is empty, so there was nothing to rotate to.',
    todo: 'Ask the account manager for a pair if none is on its way. When it is there:',
    next: 'stage',
  },
  AlreadyLive: {
    happened: 'The staged pair is the one that is live already. The intake was emptied.',
    todo: newestMail,
    next: 'stage',
  },
  MalformedPair: {
    happened: 'What is in the intake is no pair.',
    todo: 'Stage it again; the mail PairRefused says what was wrong:',
    next: 'stage',
  },
  AwaitingRevocation: {
    happened: 'The staged pair is an old one that support was asked to revoke.',
    todo: newestMail,
    next: 'stage',
  },
  TooManyOutstanding: {
    happened: 'Too many old pairs wait to be revoked (11 at most). The pair stays staged.',
    todo: 'Have support revoke those that they were asked for. Then:',
    next: 'rotate',
  },
  Rejected: {
    happened: 'The vendor does not accept the pair: it is mistyped, revoked, or of the other environment.',
    todo: 'Compare it with the mail and stage it again, or ask for a new one:',
    next: 'stage',
  },
  EgressBlocked: {
    happened:
      'The vendor does not allow the address that we come from. It says nothing about the pair, which stays staged.',
    todo: 'Have the account manager allow our egress addresses; the mail PairRefused names them. Then:',
    next: 'rotate',
  },
  ClientMismatch: {
    happened: 'The pair belongs to another client account than expected.',
    todo: 'Ask the account manager for a pair of the right one; the mail PairRefused names both. Then:',
    next: 'stage',
  },
  Unavailable: {
    happened:
      'The vendor gave no verdict (rate limit, error or network). Nothing is known about the pair, which stays staged.',
    todo: 'Nothing to do: AWS tries this rotation again by itself. If it is not live tomorrow:',
    next: 'rotate',
  },
};
