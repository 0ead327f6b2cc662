import type { RecordedVerdict } from './verdict-label.ts';

/** The most revocations that may be open: their labels, ours and AWS's fill the 20 that a secret may have. */
export const mostOpenCases = 11;

/** What is known beside the verdict. The command reads the verdict from a label, which has no room for more. */
export interface VerdictFacts {
  /** What is wrong with a malformed document. */
  readonly flaw?: string;
  readonly expected?: string;
  readonly found?: string;
  /** The other credential in which the pair is live. */
  readonly elsewhere?: string;
  /** The code of a login that showed nothing. */
  readonly code?: string;
  /** The addresses that the vendor has to allow. */
  readonly egress?: string;
}

interface Words {
  /** A clause with a subject, without a full stop. */
  readonly why: (facts: VerdictFacts) => string;
  /** What to do, in this order: sentences without a full stop, of which the last leads to the command `next`. */
  readonly whatToDo: (facts: VerdictFacts) => readonly string[];
  readonly next: 'stage' | 'rotate';
}

const newestMail: Words['whatToDo'] = () => [
  'Check whether the staged pair is from the newest mail of the account manager',
  'If it is, ask the account manager for a new pair',
  'Stage the right pair',
];

/** The words for each verdict. The error, the mail to ops and the operator's command all take them from here. */
const words: Readonly<Record<RecordedVerdict, Words>> = {
  NothingStaged: {
    why: () => 'the intake is empty, so there is no pair to rotate to',
    whatToDo: () => ['Ask the account manager for a pair if none is on its way', 'When the pair has arrived, stage it'],
    next: 'stage',
  },
  AlreadyLive: {
    why: () => 'the staged pair is already the live pair, so the intake was emptied',
    whatToDo: newestMail,
    next: 'stage',
  },
  MalformedPair: {
    why: ({ flaw }) => `the intake does not hold a valid pair${flaw === undefined ? '' : `: ${flaw}`}`,
    whatToDo: ({ flaw }) => [
      ...(flaw === undefined ? ['Read in the mail PairRefused what is wrong with it'] : []),
      'Stage the pair again; the command removes what mail programs add',
    ],
    next: 'stage',
  },
  LiveElsewhere: {
    why: ({ elsewhere }) =>
      `the staged pair is the live pair of ${elsewhere === undefined ? 'another credential' : `the credential ${elsewhere}`}; each pair belongs to one credential, because revoking it for one would cut off the other`,
    whatToDo: () => ['Ask the account manager for a pair of its own for this credential', 'Stage the new pair'],
    next: 'stage',
  },
  AwaitingRevocation: {
    why: () => 'the staged pair is an old pair that is to be revoked',
    whatToDo: newestMail,
    next: 'stage',
  },
  TooManyOutstanding: {
    why: () => `too many old pairs are waiting to be revoked (at most ${mostOpenCases}); the pair stays staged`,
    whatToDo: () => ['Ask support to revoke the old pairs for which they have a request', 'Then rotate'],
    next: 'rotate',
  },
  Rejected: {
    why: () =>
      'the vendor does not accept the staged pair (401): it is mistyped, revoked or belongs to the other environment',
    whatToDo: () => [
      'Compare the pair with the mail of the account manager',
      'If they are the same, ask the account manager for a new pair',
      'Stage the right pair',
    ],
    next: 'stage',
  },
  EgressBlocked: {
    why: () =>
      'the vendor does not allow our egress address (403); this says nothing about the pair, which stays staged',
    whatToDo: ({ egress }) => [
      egress === undefined
        ? 'Ask the account manager to allow our egress addresses, which the mail PairRefused lists'
        : `Ask the account manager to allow our egress addresses: ${egress}`,
      'Then rotate',
    ],
    next: 'rotate',
  },
  ClientMismatch: {
    why: ({ expected, found }) =>
      expected === undefined || found === undefined
        ? 'the staged pair belongs to another client account than the one that is expected'
        : `the staged pair belongs to client account ${found}, but ${expected} is expected`,
    whatToDo: ({ expected }) => [
      expected === undefined
        ? 'Ask the account manager for a pair of the right client account, which the mail PairRefused names'
        : `Ask the account manager for a pair of client account ${expected}`,
      'Stage the new pair',
    ],
    next: 'stage',
  },
  Unavailable: {
    why: ({ code }) =>
      `the vendor did not say whether it accepts the pair (${code ?? 'rate limit, error or network'}); the pair stays staged`,
    whatToDo: () => [
      'Wait until tomorrow: AWS tries this rotation again by itself',
      'If the pair is not live by then, rotate',
    ],
    next: 'rotate',
  },
};

/** A verdict in words. */
export interface VerdictWords {
  readonly why: string;
  readonly whatToDo: readonly string[];
  /** The operator's command that comes after what is to be done. */
  readonly next: 'stage' | 'rotate';
}

export function wordsOf(verdict: RecordedVerdict, facts: VerdictFacts = {}): VerdictWords {
  const { why, whatToDo, next } = words[verdict];
  return { why: why(facts), whatToDo: whatToDo(facts), next };
}

/** As the message of an error has it: one line, lower case, no full stop. */
export function errorMessage({ why, whatToDo }: VerdictWords): string {
  return [why, ...whatToDo.map((step) => step.charAt(0).toLowerCase() + step.slice(1))].join('; ');
}

/** As people read it: sentences, of which the last ends with a colon before the command. */
export function asSentences({ why, whatToDo }: VerdictWords): {
  readonly why: string;
  readonly whatToDo: readonly string[];
} {
  return {
    why: `${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
    whatToDo: whatToDo.map((step, index) => `${step}${index === whatToDo.length - 1 ? ':' : '.'}`),
  };
}
