import type { Gathered } from './gathered.ts';

export type CheckStatus = 'ok' | 'warn' | 'fail' | 'skipped';

/** The checks made once for an environment, and those made for each credential, in the order of the report. */
export const checks = {
  environment: ['identity', 'clock', 'functions', 'alarms', 'given-up', 'subscriptions'],
  credential: ['secrets', 'labels', 'rotation', 'schedule', 'watch', 'value', 'egress', 'login'],
} as const;

export type Check = (typeof checks)['environment' | 'credential'][number];

/** The verdict of a check on the facts that it read. */
export interface Judgement {
  readonly status: CheckStatus;
  /** A phrase; where a check was skipped, why. */
  readonly found: string;
  /** What a person does about it: at most 71 characters. `null` where nothing is to be done, or nothing is known. */
  readonly fix: string | null;
  /** Ready to paste. */
  readonly command: string | null;
}

export interface Finding extends Judgement {
  readonly check: Check;
}

export interface Fix {
  readonly fix: string;
  readonly command?: string;
}

export const ok = (found: string): Judgement => ({ status: 'ok', found, fix: null, command: null });
export const skipped = (why: string): Judgement => ({ status: 'skipped', found: why, fix: null, command: null });
export const warn = (found: string, fix: Fix): Judgement => ({ command: null, ...fix, status: 'warn', found });
export const fail = (found: string, fix: Fix): Judgement => ({ command: null, ...fix, status: 'fail', found });

/** The finding of one check: judged, or skipped with the reason why its facts could not be gathered. */
export const findingOf = <Facts>(
  check: Check,
  gathered: Gathered<Facts>,
  judge: (facts: Facts) => Judgement,
): Finding => ({ check, ...(gathered.kind === 'seen' ? judge(gathered.facts) : skipped(gathered.why)) });

const severity: Readonly<Record<CheckStatus, number>> = { fail: 0, warn: 1, skipped: 2, ok: 3 };

/** Several judgements as one: everything that is not ok, with the fix of the most severe. */
export function together(first: Judgement, ...others: readonly Judgement[]): Judgement {
  const worse = others
    .concat(first)
    .filter(({ status }) => status !== 'ok')
    .toSorted((a, b) => severity[a.status] - severity[b.status]);
  const [worst] = worse;
  return worst === undefined ? first : { ...worst, found: worse.map(({ found }) => found).join('; ') };
}
