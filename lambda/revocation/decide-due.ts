import { isAtOnce, isHandoverOver, latestRequest } from '../handover/hold.ts';
import { isUrgent, type Reason, type StateLabel } from '../secrets/state-label.ts';
import { becomes, type Decision } from './decision.ts';
import type { Snapshot } from './snapshot.ts';

/** A pair that has been replaced: support is asked to revoke it when the applications have had time to take the new one. */
export function decideDue(due: StateLabel, seen: Snapshot): Decision {
  const reason = urgentReasonSince(due, seen);
  if (reason !== undefined) return becomes({ ...due, reason });
  // Nobody is asked before the pair that stays has just logged in.
  if (seen.live === undefined || !seen.liveIsProven) return becomes(due);
  switch (waitsFor(due, seen)) {
    case 'time':
      return becomes(due);
    case 'another credential':
      // A run may have been cut off after it asked support.
      if (due.requestBegun) return becomes({ ...due, at: seen.now, requestBegun: undefined }, 'withdraw');
      return report(due, seen);
    case 'readers':
      return report(due, seen);
    case 'nothing':
      // Where the request had to wait, a label says that it may have been sent before it is sent.
      return due.requestBegun || isAtOnce(due, seen.handover)
        ? becomes(requested(due, seen), 'request')
        : becomes({ ...due, requestBegun: true });
  }
}

const report = (due: StateLabel, seen: Snapshot): Decision =>
  isWaitReportDue(due, seen) ? becomes({ ...due, waitedAt: seen.now }, 'wait') : becomes(due);

/** A pair that was replaced later leaked: applications are restarted now in any case, so the older pair waits no longer. */
function urgentReasonSince(due: StateLabel, { cases }: Snapshot): Reason | undefined {
  if (isUrgent(due.reason)) return undefined;
  const later = cases.flatMap(({ isLive, label }) => (isLive || label === undefined ? [] : [label])).filter(isOpen);
  return later.filter(({ at, leftAt = at }) => leftAt >= due.at).find(({ reason }) => isUrgent(reason))?.reason;
}

const isOpen = ({ state }: StateLabel): boolean => state === 'due' || state === 'requested';

type WaitsFor = 'time' | 'another credential' | 'readers' | 'nothing';

function waitsFor(due: StateLabel, { handover, liveElsewhere, behind, now }: Snapshot): WaitsFor {
  // Before that nobody looks at the other credentials for this pair.
  if (!isHandoverOver(due, handover, now)) return 'time';
  if (due.pair in liveElsewhere) return 'another credential';
  if (due.requestBegun || isAtOnce(due, handover)) return 'nothing';
  if (now >= latestRequest(due, handover)) return 'nothing';
  const found = behind[due.pair];
  // Only the watch looks it up.
  if (found === undefined) return 'time';
  if (found.readers.length > 0) return 'readers';
  // Nobody could look everything up: ops is notified once, and then only the hours count.
  return found.notLookedUp.length > 0 && due.waitedAt === undefined ? 'readers' : 'nothing';
}

const dayMs = 86_400_000;

/** Ops is notified at once, then every 3 days, and daily after a leak or in the last 3 days. */
function isWaitReportDue(due: StateLabel, { handover, now }: Snapshot): boolean {
  const { waitedAt, reason } = due;
  if (waitedAt === undefined) return true;
  const daysLeft = (Date.parse(latestRequest(due, handover)) - Date.parse(now)) / dayMs;
  const isLast = daysLeft > 0 && daysLeft <= 3;
  return Date.parse(now) - Date.parse(waitedAt) >= (isUrgent(reason) || isLast ? 1 : 3) * dayMs;
}

/** Support is asked: the label keeps when the pair was left, which the chases name. */
const requested = (
  { versionId, pair, at, liveSince, reason, for: successor, unproven }: StateLabel,
  seen: Snapshot,
): StateLabel => ({
  state: 'requested',
  versionId,
  pair,
  at: seen.now,
  liveSince,
  reason,
  leftAt: at,
  for: successor,
  unproven,
});
