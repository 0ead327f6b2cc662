import { command, list } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import { headingOf } from '../aws/explain-function-failure.ts';
import type { Functions } from '../aws/functions.ts';
import { readWatchResult, type WatchResult } from '../watch/watch-result.ts';
import { fail, type Judgement, ok, skipped, warn } from './finding.ts';

type Live = NonNullable<WatchResult['live']>;

/** What a dry run of the watch, inside the deployed function, reported about the live value. */
export type DryRun =
  | { readonly kind: 'reported'; readonly live: Live; readonly egress: readonly string[] }
  /** The deployed function is too old to report it. */
  | { readonly kind: 'unreported' }
  | { readonly kind: 'failed'; readonly errorType: string; readonly message: string };

export async function runDryRun(functions: Functions, { credential }: Origin): Promise<DryRun> {
  const answer = await functions.run('watch', { credential, dryRun: true });
  if (answer.kind === 'threw') return { ...answer, kind: 'failed' };
  const { live, egress = [] } = readWatchResult(answer.value);
  return live === undefined ? { kind: 'unreported' } : { kind: 'reported', live, egress };
}

const unreported = skipped('the function is older than this command and does not report it: deploy the stack');
const dryRunFailed = skipped('the dry run of the watch failed: see login');

const askForOne = (origin: Origin, fix: string) => ({ fix, command: command(origin, 'request') });

/** Placeholder or pair. */
export const judgeValue =
  (origin: Origin) =>
  (run: DryRun): Judgement => {
    if (run.kind !== 'reported') return run.kind === 'unreported' ? unreported : dryRunFailed;
    switch (run.live.value) {
      case 'pair':
        return ok('a pair is live');
      case 'placeholder':
        return warn('no pair has been live yet', askForOne(origin, 'ask for a pair, and stage it'));
      case 'broken':
        return fail('the live value is not a pair: somebody wrote it manually', {
          fix: 'roll back; if that is refused, ask for a new pair',
          command: command(origin, 'rollback'),
        });
    }
  };

/** Whether the vendor allows our address at all: it does when it refuses a pair. */
export function judgeEgress(run: DryRun): Judgement {
  if (run.kind !== 'reported') return run.kind === 'unreported' ? unreported : dryRunFailed;
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
      return warn(`the vendor's answer was inconclusive (${code})`, {
        fix: 'try again in an hour; on the third day read WatchInconclusive',
      });
  }
}

const noLogin = skipped('there is no pair to log in with');

export const judgeLogin =
  (origin: Origin) =>
  (run: DryRun): Judgement => {
    if (run.kind === 'unreported') return unreported;
    if (run.kind === 'failed') return judgeFailure(run);
    const { login } = run.live;
    switch (login?.kind) {
      case undefined:
        return noLogin;
      case 'accepted':
        return ok('the live pair logs in');
      case 'rejected':
        return fail(`the vendor refuses the live pair (${login.code})`, {
          fix: 'roll back at once; if that is refused, ask for a new pair',
          command: command(origin, 'rollback'),
        });
      case 'blocked':
      case 'unavailable':
        return skipped('the login was inconclusive: see egress');
    }
  };

const judgeFailure = ({ errorType, message }: DryRun & { readonly kind: 'failed' }): Judgement =>
  fail(`the dry run of the watch failed (${errorType})${message === '' ? '' : `: ${message}`}`, {
    fix: `read docs/operating.md, heading ${headingOf(errorType)}`,
  });
