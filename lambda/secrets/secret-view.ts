import { byForce, parseStateLabel, type StateLabel } from './state-label.ts';

/** What `DescribeSecret` shows of a secret: everything that a decision needs, except the values. */
export interface SecretView {
  readonly arn: string;
  readonly name: string;
  readonly rotationEnabled: boolean;
  /** The ARN of the customer key that encrypts the values; left out for the key of AWS. */
  readonly keyArn?: string | undefined;
  /** Somebody has scheduled its deletion: it is still described, but nobody can read it. */
  readonly isDeleted?: true;
  /** Staging labels by version id, as `VersionIdsToStages` has them. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

export const versionWith = (view: SecretView, label: string): string | undefined =>
  Object.keys(view.stages).find((versionId) => view.stages[versionId]?.includes(label));

export const currentVersion = (view: SecretView): string | undefined => versionWith(view, 'AWSCURRENT');

export const has = (view: SecretView, versionId: string, label: string): boolean =>
  view.stages[versionId]?.includes(label) ?? false;

/** A state label with its text, which somebody may have written in another order of fields. */
export interface PlacedLabel {
  readonly text: string;
  readonly label: StateLabel;
}

/** All state labels on a version. One that a person moved here from another version does not count. */
export const stateLabels = (view: SecretView, versionId: string): readonly PlacedLabel[] =>
  (view.stages[versionId] ?? []).flatMap((text) => {
    const label = parseStateLabel(text);
    return label?.versionId === versionId ? [{ text, label }] : [];
  });

/** The state label of a version; the one in force when a crash left two. */
export const stateOf = (view: SecretView, versionId: string): StateLabel | undefined =>
  stateLabels(view, versionId)
    .map(({ label }) => label)
    .toSorted(byForce)[0];

/** Whether a rotation is under way whose pair is in this version. */
export const isPending = (view: SecretView, versionId: string): boolean =>
  has(view, versionId, 'AWSPENDING') &&
  !has(view, versionId, 'AWSCURRENT') &&
  stateOf(view, versionId)?.state === 'staged';

/** The view after a label was moved to a version, or removed (`to` undefined). */
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
