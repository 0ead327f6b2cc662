import { command, list } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { headingOf } from '../explain-failure.ts';
import type { Functions } from '../functions.ts';
import { readWatchAnswer, type WatchAnswer } from '../watch-answer.ts';
import { fail, type Judgement, ok, skipped, warn } from './finding.ts';

type Live = NonNullable<WatchAnswer['live']>;

/** What a dry run of the watch has told of the live value, from inside the deployed function. */
export type DryRun =
  | { readonly kind: 'told'; readonly live: Live; readonly egress: readonly string[] }
  /** The function was deployed before it told this. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'failed'; readonly errorType: string; readonly message: string };

export async function lookThroughWatch(functions: Functions, { credential }: Origin): Promise<DryRun> {
  const answer = await functions.run('watch', { credential, dryRun: true });
  if (answer.kind === 'threw') return { ...answer, kind: 'failed' };
  const { live, egress = [] } = readWatchAnswer(answer.value);
  return live === undefined ? { kind: 'silent' } : { kind: 'told', live, egress };
}

const silent = skipped('the function is older than this command and does not tell it: deploy the stack');
const notTold = skipped('the dry run of the watch failed: see pulse');

const askForOne = (origin: Origin, fix: string) => ({ fix, command: command(origin, 'request') });

/** Placeholder or pair. */
export const judgeValue =
  (origin: Origin) =>
  (run: DryRun): Judgement => {
    if (run.kind !== 'told') return run.kind === 'silent' ? silent : notTold;
    switch (run.live.value) {
      case 'pair':
        return ok('a pair is live');
      case 'placeholder':
        return warn('no pair has been live yet', askForOne(origin, 'ask for a pair, and stage it'));
      case 'broken':
        return fail('the live value is no pair: somebody put it by hand', {
          fix: 'roll back; when that is refused ask for a new pair',
          command: command(origin, 'rollback'),
        });
    }
  };

/** Whether the vendor lets us in at all: a refused pair was let in as well. */
export function judgeEgress(run: DryRun): Judgement {
  if (run.kind !== 'told') return run.kind === 'silent' ? silent : notTold;
  const { live, egress } = run;
  if (live.login === undefined) return noLogin;
  const isFixed = egress.length > 0;
  const { kind, code } = live.login;
  switch (kind) {
    case 'accepted':
    case 'rejected':
      return ok(`the vendor answers; ${isFixed ? `share ${list(egress)}` : 'our addresses are not fixed'}`);
    case 'blocked':
      return fail(
        `the vendor does not allow ${isFixed ? list(egress) : 'the address that the function has'} (${code})`,
        {
          fix: isFixed
            ? 'have the account manager allow these addresses'
            : 'set egress to "fixed" (docs/deploying.md), deploy, have it allowed',
        },
      );
    case 'unavailable':
      return warn(`the vendor gave no answer that tells anything (${code})`, {
        fix: 'look again in an hour; on the third day read WatchInconclusive',
      });
  }
}

const noLogin = skipped('there is no pair to log in with');

export const judgeLogin =
  (origin: Origin) =>
  (run: DryRun): Judgement => {
    if (run.kind === 'silent') return silent;
    if (run.kind === 'failed') return judgeFailure(run);
    const { login } = run.live;
    switch (login?.kind) {
      case undefined:
        return noLogin;
      case 'accepted':
        return ok('the live pair logs in');
      case 'rejected':
        return fail(`the vendor refuses the live pair (${login.code})`, {
          fix: 'roll back at once; when that is refused ask for a new pair',
          command: command(origin, 'rollback'),
        });
      case 'blocked':
      case 'unavailable':
        return skipped('nothing was learnt of the live pair: see egress');
    }
  };

const judgeFailure = ({ errorType, message }: DryRun & { readonly kind: 'failed' }): Judgement =>
  fail(`the dry run of the watch failed (${errorType})${message === '' ? '' : `: ${message}`}`, {
    fix: `read docs/operating.md, heading ${headingOf(errorType)}`,
  });
