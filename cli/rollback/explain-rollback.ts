import { command } from '../../lambda/notices/wording.ts';
import { type RollbackErrorCode, rollbackErrorCodes } from '../../lambda/rollback/rollback-error.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { describeFailure } from '../aws/explain-function-failure.ts';
import type { FunctionResult } from '../aws/functions.ts';

interface RefusalExplanation {
  readonly happened: string;
  readonly todo: string;
  readonly next: 'stage' | 'status' | 'rollback' | 'rollback --even-though-live-works';
}

/** Why nothing was rolled back, in the words of the person who tried. */
const refusals: Readonly<Record<RollbackErrorCode, RefusalExplanation>> = {
  LivePairWorks: {
    happened: 'The live pair logs in, so there is no reason to roll back. The live pair does not change.',
    todo: 'If you have another reason to roll back:',
    next: 'rollback --even-though-live-works',
  },
  OldPairRefused: {
    happened: 'The vendor refuses the pair that was live before, so it is revoked. The live pair does not change.',
    todo: 'Ask the account manager for a new pair. When it arrives:',
    next: 'stage',
  },
  NothingToGoBackTo: {
    happened: 'Every pair that was live before is proved to be revoked or is the live pair, or there was none.',
    todo: 'Ask the account manager for a new pair. When it arrives:',
    next: 'stage',
  },
  RollbackUnavailable: {
    happened:
      'The answer of the vendor was inconclusive, or the live version could not be read. The live pair does not change.',
    todo: 'An inconclusive answer proves nothing about a pair. Try again in a minute:',
    next: 'rollback',
  },
  RollbackInterfered: {
    happened: 'A rotation moved AWSCURRENT while the rollback ran, or somebody moved it manually.',
    todo: 'Check the status before you try again:',
    next: 'status',
  },
};

/** The function names no pair when it refuses, and labels alone show no more. */
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

/** How a rollback failed: it was refused, or its run ended in an error. */
export function explainFailedRollback(
  answer: FunctionResult & { readonly kind: 'threw' },
  origin: Origin,
): readonly string[] {
  const code = rollbackErrorCodes.find((known) => known === answer.errorType);
  if (code !== undefined) return [...explainRefusal(code, origin), `The function said: ${answer.message}`];
  return [
    ...describeFailure('rollback', answer),
    'The rollback may be half done; running it again completes it. Check the status first:',
    `  ${command(origin, 'status')}`,
  ];
}
