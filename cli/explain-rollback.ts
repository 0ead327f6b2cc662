import { command } from '../lambda/notices/wording.ts';
import { type RollbackErrorCode, rollbackErrorCodes } from '../lambda/rollback/rollback-error.ts';
import type { Origin } from '../lambda/secrets/origin.ts';
import { describeFailure } from './explain-failure.ts';
import type { Answer } from './functions.ts';

interface RefusalExplanation {
  readonly happened: string;
  readonly todo: string;
  readonly next: 'stage' | 'status' | 'rollback' | 'rollback --even-though-live-works';
}

/** Why nothing was rolled back, in the words of the person who tried. */
const refusals: Readonly<Record<RollbackErrorCode, RefusalExplanation>> = {
  LivePairWorks: {
    happened: 'The live pair logs in, so there is nothing to go back from. Nothing was changed.',
    todo: 'If another reason makes you go back:',
    next: 'rollback --even-though-live-works',
  },
  OldPairRefused: {
    happened: 'The vendor refuses the pair that was live before: it is revoked. Nothing was changed.',
    todo: 'Ask the account manager for a new pair. When it is there:',
    next: 'stage',
  },
  NothingToGoBackTo: {
    happened: 'No other pair was live before that is not revoked. Nothing was changed.',
    todo: 'Ask the account manager for a new pair. When it is there:',
    next: 'stage',
  },
  RollbackUnavailable: {
    happened: 'The vendor gave no verdict on a pair, or the live version could not be read. Nothing was changed.',
    todo: 'Unknown is not dead, so nobody guesses. Try again in a minute:',
    next: 'rollback',
  },
  RollbackInterfered: {
    happened: 'AWSCURRENT moved while the rollback ran: a rotation, or somebody by hand.',
    todo: 'Look at the state before you try again:',
    next: 'status',
  },
};

/** The function names no pair when it refuses: by labels alone nobody can tell more. */
export function explainRefusal(code: RollbackErrorCode, origin: Origin): readonly string[] {
  const { happened, todo, next } = refusals[code];
  const [name = '', ...flags] = next.split(' ');
  return [
    `Not rolled back (${code}). ${happened}`,
    todo,
    `  ${[command(origin, name), ...flags].join(' ')}`,
    `See docs/operating.md, heading ${code}.`,
  ];
}

/** What a rollback ended with: refused, or broken off. */
export function explainFailedRollback(answer: Answer & { readonly kind: 'threw' }, origin: Origin): readonly string[] {
  const code = rollbackErrorCodes.find((known) => known === answer.errorType);
  if (code !== undefined) return [...explainRefusal(code, origin), `The function said: ${answer.message}`];
  return [
    ...describeFailure('rollback', answer),
    'It may have been cut off half-way; run again, it completes what was begun. Look first:',
    `  ${command(origin, 'status')}`,
  ];
}
