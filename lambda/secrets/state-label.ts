/** Why a rotation happens; decides how urgent the request to revoke the old pair is. */
export const reasons = ['scheduled', 'leak', 'departure', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** Somebody may use the old pair who must not: support is asked to be quick, and chased daily. */
export const isUrgent = (reason: Reason | undefined): boolean => reason === 'leak' || reason === 'departure';

/** The states of a version of ours, in the order in which they follow. */
export const states = ['staged', 'live', 'due', 'requested', 'rolled-back', 'revoked'] as const;
export type State = (typeof states)[number];

/**
 * The one staging label that a version of ours carries. It holds what must outlive every process:
 * no table and no tag beside it, so that `DescribeSecret` tells the whole state.
 */
export interface StateLabel {
  readonly state: State;
  readonly versionId: string;
  /** When the version came into this state. UTC, to the second. */
  readonly at: string;
  /** When the pair of this version was first promoted; unknown before that. */
  readonly liveSince?: string;
  readonly reason?: Reason;
  /** Staged although nobody could tell whether it belongs to the live pair's client account. */
  readonly clientUncompared?: true;
  /** Put by hand, and no login has accepted it yet. */
  readonly unproven?: true;
  /** When support was last told that a requested revocation is overdue. UTC, to the second. */
  readonly chasedAt?: string;
}

/** What all labels of ours on a credential begin with. */
export const prefix = 'octopus:';
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** An instant as labels write it: UTC, to the second. */
export const toInstant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

export function formatStateLabel(label: StateLabel): string {
  const { state, versionId, at, liveSince, reason, clientUncompared, unproven, chasedAt } = label;
  const fields = [
    `${prefix}${state}`,
    `at=${at}`,
    ...(liveSince === undefined ? [] : [`live=${liveSince}`]),
    ...(reason === undefined ? [] : [`reason=${reason}`]),
    ...(clientUncompared === undefined ? [] : ['client=uncompared']),
    ...(unproven === undefined ? [] : ['login=none']),
    ...(chasedAt === undefined ? [] : [`chased=${chasedAt}`]),
    `version=${versionId}`,
  ];
  return fields.join(',');
}

/** Reads a staging label; `undefined` for every label that is not a state of ours. */
export function parseStateLabel(label: string): StateLabel | undefined {
  if (!label.startsWith(prefix)) return undefined;
  const [name = '', ...pairs] = label.slice(prefix.length).split(',');
  const fields = Object.fromEntries(pairs.map((pair) => pair.split('=', 2)));
  const state = states.find((known) => known === name);
  const { at, live, reason, client, login, chased, version } = fields;
  if (state === undefined || version === undefined || !isInstant(at)) return undefined;
  return {
    state,
    versionId: version,
    at,
    ...(isInstant(live) && { liveSince: live }),
    ...(isReason(reason) && { reason }),
    ...(client === 'uncompared' && { clientUncompared: true }),
    ...(login === 'none' && { unproven: true }),
    ...(isInstant(chased) && { chasedAt: chased }),
  };
}

export const isReason = (text: unknown): text is Reason => reasons.some((reason) => reason === text);

export const isInstant = (text: unknown): text is string =>
  typeof text === 'string' && instant.test(text) && !Number.isNaN(Date.parse(text));

/**
 * The label that counts when a version has two: the one that was attached last. A state changes by attaching the new
 * label and then removing the old one; whoever comes in between, or after a crash there, must keep the same one as
 * whoever is changing it, or both would go. Where the second is the same: the further state, then what is known longer.
 */
export function inForce(labels: readonly StateLabel[]): StateLabel | undefined {
  return labels.toSorted(
    (a, b) =>
      touchedAt(b).localeCompare(touchedAt(a)) ||
      states.indexOf(b.state) - states.indexOf(a.state) ||
      (a.liveSince ?? never).localeCompare(b.liveSince ?? never) ||
      Number(a.unproven ?? false) - Number(b.unproven ?? false),
  )[0];
}

const never = '9999';

const touchedAt = ({ at, chasedAt = at }: StateLabel): string => (chasedAt > at ? chasedAt : at);
