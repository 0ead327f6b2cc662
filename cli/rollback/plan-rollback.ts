import { countDays, dayOf } from '../../lambda/notices/wording.ts';
import { daysBetween } from '../../lambda/reminder/days-between.ts';
import { inTurn, isHalfDone, liveBefore } from '../../lambda/rollback/find-target.ts';
import { casesOf, liveCase } from '../../lambda/secrets/cases.ts';
import { currentVersion, type SecretView } from '../../lambda/secrets/secret-view.ts';
import { isUrgent, type Reason, type State, type StateLabel } from '../../lambda/secrets/state-label.ts';

/** What a rollback would do, derived from labels. Only the function can see whether the pairs differ and log in. */
export type RollbackPlan =
  | { readonly kind: 'nothing' }
  /** AWSCURRENT has moved already, and the run that moved it was cut off. */
  | { readonly kind: 'half-done'; readonly live: StateLabel }
  | { readonly kind: 'back'; readonly from: LiveVersion; readonly to: StateLabel; readonly others: number };

interface LiveVersion {
  readonly versionId: string;
  readonly label: StateLabel | undefined;
}

export function planRollback(view: SecretView): RollbackPlan {
  const versionId = currentVersion(view);
  const cases = casesOf(view);
  const live = liveCase(cases);
  const label = live?.promotion ?? live?.label;
  if (label !== undefined && isHalfDone(cases)) return { kind: 'half-done', live: label };
  const [to, ...others] = inTurn(liveBefore(cases)).map((one) => one.label);
  if (versionId === undefined || to === undefined) return { kind: 'nothing' };
  return { kind: 'back', from: { versionId, label }, to, others: others.length };
}

/** The current state and what will happen, for the person who has to confirm it. */
export function describePlan(
  plan: Exclude<RollbackPlan, { readonly kind: 'nothing' }>,
  { now, evenThoughLiveWorks }: { readonly now: Date; readonly evenThoughLiveWorks: boolean },
): readonly string[] {
  if (plan.kind === 'half-done') {
    return [
      `Live now:  version ${plan.live.versionId}, made live by a rollback that was cut off.`,
      'This run completes it: it notifies ops and support, and moves no version.',
    ];
  }
  const { from, to, others } = plan;
  return [
    `Live now:  version ${from.versionId}, ${describeLive(from, now)}`,
    `Back to:   version ${to.versionId}, ${describeTarget(to)}`,
    ...(others === 0 ? [] : [`           (${olderPairs(others)} can be tried if that one cannot be used)`]),
    'What will happen:',
    ...(others === 0
      ? ['  1. The function logs in with the old pair. If the vendor refuses it, nothing', '     changes.']
      : [
          '  1. The function logs in with the old pair. If that pair is refused, it tries',
          '     the next older one. If all are refused, nothing changes.',
        ]),
    evenThoughLiveWorks
      ? '  2. It rolls back even if the live pair logs in (--even-though-live-works).'
      : '  2. It logs in with the live pair. If the vendor accepts it, nothing changes.',
    `  3. ${requestOf[to.state]}`,
    '  4. The pair that is replaced stays valid until a new pair goes live; then',
    '     support is asked to revoke it.',
    ...warning(to.reason),
  ];
}

const olderPairs = (count: number): string => (count === 1 ? '1 older pair' : `${count} older pairs`);

function describeLive({ label }: LiveVersion, now: Date): string {
  if (label === undefined) return 'written manually, outside a rotation';
  const since = label.liveSince ?? label.at;
  return `live since ${dayOf(since)} (${countDays(daysBetween(since, now.toISOString()))})`;
}

function describeTarget({ state, at, liveSince }: StateLabel): string {
  const before = liveSince === undefined ? '' : `live from ${dayOf(liveSince)}; `;
  return `${before}${stateWords[state]} ${dayOf(at)}`;
}

const stateWords: Readonly<Record<State, string>> = {
  staged: 'staged on',
  live: 'live until somebody moved AWSCURRENT manually, labelled on',
  due: 'replaced on',
  requested: 'support was asked to revoke it on',
  'rolled-back': 'replaced by a rollback on',
  revoked: 'proved revoked on',
};

/** What happens to the request to support: step 3 of the plan. */
const requestOf: Readonly<Record<State, string>> = {
  staged: 'Support is asked not to revoke the pair that is live again.',
  live: 'Support is asked not to revoke the pair that is live again.',
  due: 'Support may have been asked to revoke it; the request is withdrawn.',
  requested: 'Support was asked to revoke it; the request is withdrawn.',
  'rolled-back': 'Support is asked not to revoke the pair that is live again.',
  revoked: 'Support is asked not to revoke the pair that is live again.',
};

function warning(reason: Reason | undefined): readonly string[] {
  if (!isUrgent(reason)) return [];
  return [`Caution: the old pair was replaced because of a ${reason}. Somebody else may know it.`];
}
