import { formatStateLabel, inForce, parseStateLabel, type StateLabel } from './state-label.ts';

/** What `DescribeSecret` tells of a secret: everything that a decision needs but the values. */
export interface SecretView {
  readonly arn: string;
  readonly name: string;
  readonly rotationEnabled: boolean;
  /** Staging labels by version id, as `VersionIdsToStages` has them. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

export const versionWith = (view: SecretView, label: string): string | undefined =>
  Object.keys(view.stages).find((versionId) => view.stages[versionId]?.includes(label));

export const currentVersion = (view: SecretView): string | undefined => versionWith(view, 'AWSCURRENT');

export const has = (view: SecretView, versionId: string, label: string): boolean =>
  view.stages[versionId]?.includes(label) ?? false;

/** All state labels on a version. One that a person moved here from another version does not count. */
export function stateLabels(view: SecretView, versionId: string): readonly StateLabel[] {
  return (view.stages[versionId] ?? [])
    .map(parseStateLabel)
    .filter((label) => label !== undefined)
    .filter((label) => label.versionId === versionId);
}

export const stateOf = (view: SecretView, versionId: string): StateLabel | undefined =>
  inForce(stateLabels(view, versionId));

/** Every version that carries a state of ours. Versions without one never count. */
export const statedVersions = (view: SecretView): readonly StateLabel[] =>
  Object.keys(view.stages)
    .map((versionId) => stateOf(view, versionId))
    .filter((label) => label !== undefined);

/** Versions whose revocation is open: support was asked, is about to be, or will be at the next promotion. */
export const openCases = (view: SecretView): readonly StateLabel[] =>
  statedVersions(view).filter(
    ({ state, versionId }) =>
      state === 'requested' || state === 'rolled-back' || (state === 'due' && !has(view, versionId, 'AWSCURRENT')),
  );

/** The view after a label was moved to a version, or taken away (`to` undefined). */
export function afterMove(view: SecretView, label: string, to: string | undefined): SecretView {
  const stages = Object.fromEntries(
    Object.entries(view.stages).map(([versionId, labels]) => [versionId, labels.filter((other) => other !== label)]),
  );
  if (to !== undefined) stages[to] = [...(stages[to] ?? []), label];
  return { ...view, stages };
}

/** The view after AWSCURRENT moved: Secrets Manager itself moves AWSPREVIOUS to the version that was left. */
export function afterPromotion(view: SecretView, to: string): SecretView {
  const from = currentVersion(view);
  const moved = afterMove(view, 'AWSCURRENT', to);
  return from === undefined ? moved : afterMove(moved, 'AWSPREVIOUS', from);
}

/** The texts of a version's state labels, those but the one to keep. */
export const otherStateTexts = (
  view: SecretView,
  versionId: string,
  keep: StateLabel | undefined,
): readonly string[] => {
  const kept = keep && formatStateLabel(keep);
  return (view.stages[versionId] ?? []).filter(
    (text) => text !== kept && parseStateLabel(text)?.versionId === versionId,
  );
};
