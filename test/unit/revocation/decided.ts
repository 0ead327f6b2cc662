import { decide } from '../../../lambda/revocation/decide.ts';
import { type Snapshot, snapshotOf } from '../../../lambda/revocation/snapshot.ts';
import { casesOf, type ReadVersions } from '../../../lambda/secrets/cases.ts';
import { differs } from '../../../lambda/secrets/relabel.ts';
import {
  fingerprintOf,
  inShort,
  instants,
  readOf,
  type Version,
  type Versions,
  viewWith,
} from '../secrets/shorthand.ts';
import { nothingFound } from './no-handover.ts';

/** A live version that nothing is open for. */
export const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];

export interface Given extends Partial<Pick<Snapshot, 'handover' | 'liveElsewhere' | 'behind'>> {
  readonly liveIsProven?: boolean;
  /** What is read besides AWSCURRENT, and besides an AWSPREVIOUS without a label. */
  readonly read?: ReadVersions;
}

/** The decision on a pair in a line: who is notified, and its label afterwards, with the version that carries it. */
export function decided(
  pair: string,
  versions: Versions,
  { liveIsProven = true, read = {}, ...found }: Given = {},
): string {
  const view = viewWith(versions);
  const cases = casesOf(view, { ...readOf(view, versions), ...read });
  const one = cases.find((other) => other.pair === fingerprintOf(pair));
  if (one === undefined) return 'no case';
  const { to, message } = decide(
    one,
    snapshotOf(view, { cases, liveIsProven, now: instants.now, ...nothingFound, ...found }),
  );
  if (message === undefined && !differs(one, to)) return 'nothing';
  const who = message ?? 'relabel';
  return to === undefined ? `${who}: none` : `${who}: ${inShort(to)} on ${to.versionId}`;
}

export type Row = readonly [what: string, versions: Versions, decision: string];
