import { formatLabel, parseLabel, readInstant, writeInstant } from './label.ts';

/** Why a rotation happens; decides how urgent the request to revoke the old pair is. */
export const reasons = ['scheduled', 'leak', 'departure', 'other'] as const;
export type Reason = (typeof reasons)[number];

/** Somebody may know the old pair who must not: the request to support is urgent, and repeated daily. */
export const isUrgent = (reason: Reason | undefined): boolean => reason === 'leak' || reason === 'departure';

/** The states of a pair, in the order in which they follow. */
export const states = ['staged', 'live', 'due', 'requested', 'rolled-back', 'revoked'] as const;
export type State = (typeof states)[number];

/**
 * The staging label that a version of ours carries. It holds what must outlive every process: there is no table and no
 * tag, so `DescribeSecret` shows the whole state.
 */
export interface StateLabel {
  readonly state: State;
  readonly versionId: string;
  /** The fingerprint of the version's pair: 12 hexadecimal digits. */
  readonly pair: string;
  /** When the pair came into this state. UTC, to the second. */
  readonly at: string;
  /** When the pair was first promoted; unknown before that. */
  readonly liveSince?: string | undefined;
  readonly reason?: Reason | undefined;
  /** The fingerprint of the pair that took over from a `due` pair, or that replaced a `rolled-back` pair. */
  readonly for?: string | undefined;
  /** When a `requested` pair stopped being the live one. */
  readonly leftAt?: string | undefined;
  /** Staged although nobody could compare its client account with that of the live pair. */
  readonly clientUncompared?: true | undefined;
  /** Somebody put the value outside a rotation, and no login has accepted it yet. */
  readonly unproven?: true | undefined;
  /** When support was last reminded of an overdue request. */
  readonly chasedAt?: string | undefined;
  /** Until when an operator has put off the request to revoke a `due` pair. */
  readonly heldUntil?: string | undefined;
  /** When ops was last notified that the request for a `due` pair waits. */
  readonly waitedAt?: string | undefined;
  /** Written before support is asked to revoke a `due` pair: from then on the request may have been sent. */
  readonly requestBegun?: true | undefined;
}

export function formatStateLabel(label: StateLabel): string {
  const { state, versionId, pair, at, liveSince, reason, leftAt, clientUncompared, unproven, chasedAt } = label;
  const { heldUntil, waitedAt, requestBegun } = label;
  return formatLabel(state, {
    at: writeInstant(at),
    live: writeInstant(liveSince),
    left: writeInstant(leftAt),
    reason,
    pair,
    for: label.for,
    client: clientUncompared && 'uncompared',
    login: unproven && 'none',
    chased: writeInstant(chasedAt),
    until: writeInstant(heldUntil),
    waited: writeInstant(waitedAt),
    request: requestBegun && 'begun',
    version: versionId,
  });
}

/** Reads a staging label; `undefined` for every label that is not a state of ours. */
export function parseStateLabel(text: string): StateLabel | undefined {
  const { kind, fields = {} } = parseLabel(text) ?? {};
  const state = states.find((known) => known === kind);
  const at = readInstant(fields.at);
  const { pair, version } = fields;
  if (state === undefined || version === undefined || at === undefined || !isFingerprint(pair)) return undefined;
  const known = {
    liveSince: readInstant(fields.live),
    leftAt: readInstant(fields.left),
    reason: isReason(fields.reason) ? fields.reason : undefined,
    for: isFingerprint(fields.for) ? fields.for : undefined,
    clientUncompared: fields.client === 'uncompared' ? (true as const) : undefined,
    unproven: fields.login === 'none' ? (true as const) : undefined,
    chasedAt: readInstant(fields.chased),
    heldUntil: readInstant(fields.until),
    waitedAt: readInstant(fields.waited),
    requestBegun: fields.request === 'begun' ? (true as const) : undefined,
  };
  return { state, versionId: version, pair, at, ...withoutUndefined(known) };
}

const withoutUndefined = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

export const isReason = (text: unknown): text is Reason => reasons.some((reason) => reason === text);

const isFingerprint = (text: string | undefined): text is string => /^[0-9a-f]{12}$/.test(text ?? '');

/**
 * Orders the labels of one pair, the one in force first: the one that was attached last. A state changes by attaching the
 * new label and then removing the old ones. Another run in between, or after a crash, must keep the same label as the run
 * that makes the change, or both labels would be removed. Within one second: the later state, then the older date.
 */
export const byForce = (a: StateLabel, b: StateLabel): number =>
  attachedAt(b).localeCompare(attachedAt(a)) ||
  states.indexOf(b.state) - states.indexOf(a.state) ||
  Number(b.requestBegun ?? false) - Number(a.requestBegun ?? false) ||
  (b.heldUntil ?? '').localeCompare(a.heldUntil ?? '') ||
  (a.liveSince ?? never).localeCompare(b.liveSince ?? never) ||
  Number(a.unproven ?? false) - Number(b.unproven ?? false);

const never = '9999';

const attachedAt = ({ at, chasedAt = at, waitedAt = at }: StateLabel): string =>
  [at, chasedAt, waitedAt].toSorted().at(-1) ?? at;
