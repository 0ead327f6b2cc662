import {
  currentVersion,
  has,
  isPending,
  type PlacedLabel,
  type SecretView,
  stateLabels,
  stateOf,
  versionWith,
} from './secret-view.ts';
import { byForce, isUrgent, type StateLabel } from './state-label.ts';

/** A pair that we staged or that was ever live, with all its versions: what their labels say, folded into one. */
export interface Case {
  /** The fingerprint. Empty for a version whose value was read and is no pair. */
  readonly pair: string;
  /** Where the label of the case belongs: the live version, else the version whose label is in force. */
  readonly versionId: string;
  /** The state of the pair; `undefined` when somebody put the value outside a rotation and no label of ours is on it. */
  readonly label: StateLabel | undefined;
  /** The label of a pair that a rotation has promoted and not announced to ops yet. */
  readonly promotion: StateLabel | undefined;
  readonly isLive: boolean;
  readonly isPrevious: boolean;
  /** AWSPREVIOUS is one of its versions that is still `staged`: it was promoted, and the run was cut off. */
  readonly isPromotedPrevious: boolean;
  /** When the value of a version without a label was put. */
  readonly createdAt: string | undefined;
  /** All state labels on the versions of the pair, the one in force first. */
  readonly labels: readonly PlacedLabel[];
}

/** What was read of AWSCURRENT or AWSPREVIOUS, which may carry no label. */
export interface ReadVersion {
  /** The fingerprint; `undefined` when the value is no pair. */
  readonly pair: string | undefined;
  readonly createdAt: string;
}

/** By version id. */
export type ReadVersions = Readonly<Record<string, ReadVersion>>;

/**
 * Folds the versions of a secret into one case per pair: the date on which the pair first went live, the most urgent
 * reason, and the state that was attached last. This is the only place that knows of two labels on one version (a crash
 * between attaching the new one and removing the old one), of one pair in two versions, and of half-written changes.
 * The version of a rotation that is under way is left out: its pair was never live.
 */
export function casesOf(view: SecretView, read: ReadVersions = {}): readonly Case[] {
  const versionsOf = new Map<string, string[]>();
  for (const versionId of Object.keys(view.stages)) {
    const pair = pairIn(view, versionId, read);
    // A label on a value that is not a pair gets a case of its own, so that it is removed.
    const key = pair === '' ? stateOf(view, versionId)?.versionId : pair;
    if (key !== undefined) versionsOf.set(key, [...(versionsOf.get(key) ?? []), versionId]);
  }
  return [...versionsOf].map(([key, versionIds]) =>
    fold(view, read, { pair: key in view.stages ? '' : key, versionIds }),
  );
}

/** A value that was read counts; a version that nobody read has the pair of its label. */
function pairIn(view: SecretView, versionId: string, read: ReadVersions): string | undefined {
  if (isPending(view, versionId)) return undefined;
  return read[versionId] === undefined ? stateOf(view, versionId)?.pair : (read[versionId].pair ?? '');
}

function fold(
  view: SecretView,
  read: ReadVersions,
  { pair, versionIds }: { pair: string; versionIds: readonly string[] },
): Case {
  const current = currentVersion(view);
  const placed = versionIds
    .flatMap((versionId) => stateLabels(view, versionId))
    .toSorted((a, b) => byForce(a.label, b.label));
  const labels = placed.map(({ label }) => label);
  // `staged` is the state of a pair only while it has no other one: a pair may be staged a second time.
  const sinceThen = labels.filter(({ state }) => state !== 'staged');
  const inForce = sinceThen[0] ?? labels[0];
  const versionId = versionIds.find((id) => id === current) ?? inForce?.versionId ?? versionIds[0] ?? '';
  return {
    pair,
    versionId,
    label: inForce && { ...inForce, ...foldFields(labels), pair, versionId },
    promotion: hasState(sinceThen, current)
      ? undefined
      : labels.find((label) => label.state === 'staged' && label.versionId === current),
    isLive: versionIds.some((id) => id === current),
    isPrevious: versionIds.some((id) => has(view, id, 'AWSPREVIOUS')),
    isPromotedPrevious: labels.some(
      ({ state, versionId: id }) => state === 'staged' && id !== current && has(view, id, 'AWSPREVIOUS'),
    ),
    createdAt: putAt(view, read, { versionId, versionIds }),
    labels: placed,
  };
}

/** A pair that somebody saved again before any label was on it is as old as the first of its values. */
const putAt = (
  view: SecretView,
  read: ReadVersions,
  { versionId, versionIds }: { versionId: string; versionIds: readonly string[] },
): string | undefined =>
  versionIds
    .filter((id) => id === versionId || stateLabels(view, id).length === 0)
    .flatMap((id) => read[id]?.createdAt ?? [])
    .toSorted()[0];

/** The announcement of a promotion is recorded by a label of another state on the promoted version itself. */
const hasState = (labels: readonly StateLabel[], versionId: string | undefined): boolean =>
  labels.some((label) => label.versionId === versionId);

/** The oldest date, the most urgent reason, and whether any version has logged in. */
function foldFields(labels: readonly StateLabel[]): Partial<StateLabel> {
  if (labels.length < 2) return {};
  const sinceThen = labels.filter(({ state }) => state !== 'staged');
  const [liveSince] = labels
    .flatMap((label) => label.liveSince ?? (label.state === 'staged' ? [] : label.at))
    .toSorted();
  const reason = sinceThen.map((label) => label.reason).find(isUrgent);
  const isUnproven = sinceThen.length > 0 && sinceThen.every(({ unproven }) => unproven);
  return {
    ...(liveSince !== undefined && { liveSince }),
    unproven: isUnproven ? true : undefined,
    ...(sinceThen[0]?.reason && reason && { reason }),
  };
}

/** The pair of AWSCURRENT; `undefined` when its value was read and is no pair. */
export const liveCase = (cases: readonly Case[]): Case | undefined =>
  cases.find(({ isLive, pair }) => isLive && pair !== '');

/** A case with a label of ours. */
export type LabelledCase = Case & { readonly label: StateLabel };

/** Pairs whose revocation is open: support was asked, is about to be, or will be at the next promotion. */
export const openCases = (cases: readonly Case[]): readonly LabelledCase[] =>
  cases.filter((one): one is LabelledCase => !one.isLive && one.pair !== '' && isOpen(one.label));

const isOpen = (label: StateLabel | undefined): boolean =>
  label?.state === 'requested' || label?.state === 'rolled-back' || label?.state === 'due';

/** The versions of rotations that are under way: staged, and AWSPENDING. */
export const pendingLabels = (view: SecretView): readonly StateLabel[] =>
  Object.keys(view.stages)
    .filter((versionId) => isPending(view, versionId))
    .flatMap((versionId) => stateOf(view, versionId) ?? []);

/** Whether AWSPREVIOUS carries no state label, so that only its value shows whether it holds a pair. */
export function unlabelledPrevious(view: SecretView): string | undefined {
  const versionId = versionWith(view, 'AWSPREVIOUS');
  const isUnlabelled = versionId !== undefined && stateLabels(view, versionId).length === 0;
  return isUnlabelled && !has(view, versionId, 'AWSCURRENT') ? versionId : undefined;
}
