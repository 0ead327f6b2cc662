import type { LoginOutcome } from '../octopus/outcome.ts';
import type { LabelledCase } from '../secrets/cases.ts';
import { isUrgent } from '../secrets/state-label.ts';
import type { Trouble } from './watch-label.ts';

/** A pair that support was asked to revoke, and the outcome of a login with it. */
export interface Tried {
  readonly versionId: string;
  readonly outcome: LoginOutcome;
}

export interface LoginFindings {
  readonly trouble: Trouble | undefined;
  /** Versions whose pair the vendor refuses while the live pair logs in: their revocation is proved. */
  readonly proved: readonly string[];
  /** Versions whose pair still logs in, as the live pair does. */
  readonly alive: readonly string[];
  /** With `WrongPairRevoked`: the version whose pair still works. */
  readonly works: string | undefined;
  /** The codes of the logins that were inconclusive. */
  readonly why: readonly string[];
}

/**
 * What the logins of a run mean. An old pair is revoked if the vendor refuses it while the live one is accepted, and the
 * live pair is dead if the vendor refuses it. 403, 429, 5xx and timeouts never mean either.
 */
export function judgeLogins(live: LoginOutcome, hasLoggedIn: boolean, tried: readonly Tried[]): LoginFindings {
  const withOutcome = (kind: LoginOutcome['kind']) =>
    tried.filter(({ outcome }) => outcome.kind === kind).map(({ versionId }) => versionId);
  const why = [live, ...tried.map(({ outcome }) => outcome)].flatMap(whyInconclusive);
  const nothing = { proved: [], alive: [], works: undefined, why };
  switch (live.kind) {
    case 'accepted':
      return {
        trouble: why.length > 0 ? 'Inconclusive' : undefined,
        proved: withOutcome('rejected'),
        alive: withOutcome('accepted'),
        works: undefined,
        why,
      };
    case 'rejected': {
      const [works] = hasLoggedIn ? withOutcome('accepted') : [];
      return { ...nothing, trouble: works === undefined ? 'LivePairDead' : 'WrongPairRevoked', works };
    }
    case 'blocked':
    case 'unavailable':
      return { ...nothing, trouble: 'Inconclusive' };
  }
}

function whyInconclusive(outcome: LoginOutcome): readonly string[] {
  switch (outcome.kind) {
    case 'accepted':
    case 'rejected':
      return [];
    case 'blocked':
      return ['EgressBlocked'];
    case 'unavailable':
      return [outcome.code];
  }
}

/**
 * The pairs that are tried in a run: at most three besides the live one. Urgent pairs come first; the others take turns from
 * hour to hour, so that each is tried. If the live pair is refused, the pairs whose revocation was requested last come
 * first.
 */
export function toTry(requested: readonly LabelledCase[], turn: number, isLiveWell: boolean): readonly LabelledCase[] {
  const most = 3;
  const newest = requested.toSorted((a, b) => b.label.at.localeCompare(a.label.at));
  if (!isLiveWell || newest.length <= most) return newest.slice(0, most);
  const urgent = newest.filter(({ label }) => isUrgent(label.reason));
  const others = newest.filter(({ label }) => !isUrgent(label.reason));
  // One place is left for the others, so that each of them is tried too.
  const first = ofTurn(urgent, turn, others.length > 0 ? most - 1 : most);
  return [...first, ...ofTurn(others, turn, most - first.length)];
}

/** Takes `most` items in a turn, rotating through the list. */
function ofTurn<T>(items: readonly T[], turn: number, most: number): readonly T[] {
  if (items.length <= most) return items;
  const start = (turn * most) % items.length;
  return [...items.slice(start), ...items].slice(0, most);
}
