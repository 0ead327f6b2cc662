import type { Case } from '../secrets/cases.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Snapshot } from './snapshot.ts';

type Seen = Pick<Snapshot, 'cases' | 'live'>;

/**
 * Whether the pair that a `due` label was written for has been live since. Only its labels from then on count: it may have
 * been live before, been rolled back from, and been staged again for a rotation that was abandoned. If the label
 * does not say for which pair it was written, the answer is that one may have taken over.
 */
export function tookOver(due: StateLabel, seen: Seen): boolean {
  if (due.for === undefined) return true;
  const successor = seen.cases.find(({ pair }) => pair === due.for);
  if (successor === undefined) return false;
  const { label, labels, isLive } = successor;
  const hasStateSince = labels.some((placed) => placed.label.state !== 'staged' && placed.label.at >= due.at);
  return label === undefined || isLive || hasStateSince || wasPromoted(successor, seen);
}

/** A pair was promoted by a run that was cut off before its label said so, and is not live any more. */
export function wasPromoted({ pair, labels, isPromotedPrevious }: Case, { cases, live }: Seen): boolean {
  if (isPromotedPrevious) return true;
  const stagedAt = labels.find(({ label }) => label.state === 'staged')?.label.at;
  // A pair was marked for it and is not live any more. Where that one is AWSPREVIOUS, the live version took over from it.
  return cases.some(
    ({ pair: other, isPrevious, label }) =>
      other !== live?.pair &&
      !isPrevious &&
      label?.state === 'due' &&
      label.for === pair &&
      stagedAt !== undefined &&
      label.at >= stagedAt,
  );
}
