import type { Pair } from '../secrets/pair.ts';
import { has, openCases } from '../secrets/secret-view.ts';
import { isUrgent, type State, type StateLabel } from '../secrets/state-label.ts';
import type { Rule } from './repair.ts';
import { pairOf } from './situation.ts';

/** A pair that is to be revoked stands in two versions (put back by hand, and left again): support has one case of it. */
export const oneCasePerPair: Rule = ({ view, values }) => {
  const open = openCases(view).filter(({ versionId }) => !has(view, versionId, 'AWSCURRENT'));
  const casesOf = (pair: Pair | undefined) => open.filter(({ versionId }) => pairOf(values[versionId])?.equals(pair));
  const twins = open.map(({ versionId }) => casesOf(pairOf(values[versionId]))).find(({ length }) => length > 1);
  const [kept, other] = twins?.toSorted(byWeight) ?? [];
  if (kept === undefined || other === undefined) return undefined;
  // As in the live version: the older date goes over first.
  const [liveSince] = [kept.liveSince ?? kept.at, other.liveSince ?? other.at].toSorted();
  if (liveSince !== undefined && liveSince !== kept.liveSince) {
    return { kind: 'relabel', versionId: kept.versionId, to: { ...kept, liveSince } };
  }
  return { kind: 'relabel', versionId: other.versionId, to: undefined };
};

/**
 * The case that stays: an urgent one first, then one that support is still to be asked for, as an earlier request may
 * have been withdrawn since by a run that was cut off; then the older.
 */
const byWeight = (a: StateLabel, b: StateLabel): number =>
  Number(isUrgent(b.reason)) - Number(isUrgent(a.reason)) ||
  asked.indexOf(a.state) - asked.indexOf(b.state) ||
  a.at.localeCompare(b.at) ||
  a.versionId.localeCompare(b.versionId);

const asked: readonly State[] = ['due', 'requested', 'rolled-back'];
