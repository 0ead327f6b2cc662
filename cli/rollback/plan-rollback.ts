import { countDays, dayOf } from '../../lambda/notices/wording.ts';
import { daysBetween } from '../../lambda/reminder/days-between.ts';
import { inTurn, isHalfDone, liveBefore } from '../../lambda/rollback/find-target.ts';
import { currentVersion, type SecretView, stateOf } from '../../lambda/secrets/secret-view.ts';
import { isUrgent, type Reason, type State, type StateLabel } from '../../lambda/secrets/state-label.ts';

/** What a rollback would do, as far as labels tell. Only the function can see whether the pairs differ and log in. */
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
  const label = versionId === undefined ? undefined : stateOf(view, versionId);
  if (label !== undefined && isHalfDone(view)) return { kind: 'half-done', live: label };
  const [to, ...others] = inTurn(liveBefore(view), (one) => one);
  if (versionId === undefined || to === undefined) return { kind: 'nothing' };
  return { kind: 'back', from: { versionId, label }, to, others: others.length };
}

/** The state that was found, and what will happen, for the person who is asked. */
export function describePlan(
  plan: Exclude<RollbackPlan, { readonly kind: 'nothing' }>,
  { now, evenThoughLiveWorks }: { readonly now: Date; readonly evenThoughLiveWorks: boolean },
): readonly string[] {
  if (plan.kind === 'half-done') {
    return [
      `Live now:  version ${plan.live.versionId}, which a rollback made live that was cut off.`,
      'This run completes it: ops and support are told, and no version moves.',
    ];
  }
  const { from, to, others } = plan;
  return [
    `Live now:  version ${from.versionId}, ${describeLive(from, now)}`,
    `Back to:   version ${to.versionId}, ${describeTarget(to)}`,
    ...(others === 0
      ? []
      : [`           (${others} more to fall back on, if that one is refused, the same or no pair)`]),
    'What will happen:',
    others === 0
      ? '  1. The function logs in with the old pair. Refused: nothing changes.'
      : '  1. The function logs in with the old pair; refused, with the next. All refused:\n     nothing changes.',
    evenThoughLiveWorks
      ? '  2. It goes back even if the live pair logs in (--even-though-live-works).'
      : '  2. It logs in with the live pair. Accepted: nothing changes.',
    `  3. ${requestOf[to.state]}`,
    '  4. The pair that is left stays valid until a different pair goes live; then',
    '     support is asked to revoke it.',
    ...warning(to.reason),
  ];
}

function describeLive({ label }: LiveVersion, now: Date): string {
  if (label === undefined) return 'put by hand: no label of ours';
  const since = label.liveSince ?? label.at;
  return `live since ${dayOf(since)} (${countDays(daysBetween(since, now.toISOString()))})`;
}

function describeTarget({ state, at, liveSince }: StateLabel): string {
  const before = liveSince === undefined ? '' : `live from ${dayOf(liveSince)}; `;
  return `${before}${stateWords[state]} ${dayOf(at)}`;
}

const stateWords: Readonly<Record<State, string>> = {
  staged: 'staged on',
  live: 'live until somebody moved AWSCURRENT by hand, labelled on',
  due: 'replaced on',
  requested: 'support was asked to revoke it on',
  'rolled-back': 'left by a rollback on',
  revoked: 'proved to be revoked on',
};

/** What becomes of the request to support, step 3 of what will happen. */
const requestOf: Readonly<Record<State, string>> = {
  staged: 'Support is told not to revoke the pair that is live again.',
  live: 'Support is told not to revoke the pair that is live again.',
  due: 'Support, which may have been asked to revoke it, is told not to.',
  requested: 'Support, which was asked to revoke it, is told not to.',
  'rolled-back': 'Support is told not to revoke the pair that is live again.',
  revoked: 'Support is told not to revoke the pair that is live again.',
};

function warning(reason: Reason | undefined): readonly string[] {
  if (!isUrgent(reason)) return [];
  return [`Take care: the old pair was replaced because of a ${reason}. Somebody else may know it.`];
}
