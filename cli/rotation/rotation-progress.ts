import { emptyLabel } from '../../lambda/intake/intake.ts';
import { parseVerdictLabel, type RecordedVerdict } from '../../lambda/intake/verdict-label.ts';
import { currentVersion, has, type SecretView, stateOf } from '../../lambda/secrets/secret-view.ts';
import type { SecretViews } from '../aws/secret-views.ts';

/** The rotation that is followed, and the version of the intake that is ours, if we put one. */
export interface Followed {
  readonly token: string;
  readonly own: { readonly versionId: string; readonly before: readonly string[] } | undefined;
}

export type Outcome =
  | { readonly kind: 'promoted' }
  | { readonly kind: 'refused'; readonly verdict: RecordedVerdict; readonly during: 'createSecret' | 'testSecret' }
  /** Somebody else staged a pair after ours, and no reading showed that the rotation took ours. */
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'unfinished' }
  /** The person stopped following it; it continues. */
  | { readonly kind: 'interrupted' };

/** What earlier readings of the labels have shown. Instants in milliseconds. */
export interface Progress {
  readonly startedAt: number;
  readonly wasTaken: boolean;
  readonly promotedSince: number | undefined;
  readonly missingSince: number | undefined;
}

/** How long a read may lag behind a write, and how long a rotation is followed. */
const patience = { lagMs: 10_000, rotationMs: 180_000 };

export const beginProgress = (now: Date): Progress => ({
  startedAt: now.getTime(),
  wasTaken: false,
  promotedSince: undefined,
  missingSince: undefined,
});

/** What one more reading of the labels adds to what is known. */
export function advance(
  progress: Progress,
  views: SecretViews,
  { followed, now }: { followed: Followed; now: Date },
): Progress {
  const { token } = followed;
  const promoted = isPromoted(views.credential, token);
  const missing = !promoted && !has(views.credential, token, 'AWSPENDING');
  return {
    ...progress,
    wasTaken: progress.wasTaken || (isAccepted(views.credential, token) && ownsIntake(views.intake, followed)),
    promotedSince: promoted ? (progress.promotedSince ?? now.getTime()) : undefined,
    missingSince: missing ? (progress.missingSince ?? now.getTime()) : undefined,
  };
}

/** The outcome of the rotation, derived from labels alone; `undefined` while it is under way. */
export function outcomeOf(
  progress: Progress,
  views: SecretViews,
  { followed, now }: { followed: Followed; now: Date },
): Outcome | undefined {
  const { promotedSince, missingSince, startedAt } = progress;
  const sinceMs = (instant: number) => now.getTime() - instant;
  if (promotedSince !== undefined) return judgePromoted(progress, views, { followed, forMs: sinceMs(promotedSince) });
  const refused = judgeVerdict(views, followed);
  if (refused !== undefined) return refused;
  if (!progress.wasTaken && isOverwritten(views.intake, followed)) return { kind: 'overwritten' };
  if (missingSince !== undefined && sinceMs(missingSince) >= patience.lagMs) return { kind: 'abandoned' };
  if (sinceMs(startedAt) >= patience.rotationMs) return { kind: 'unfinished' };
  return undefined;
}

function judgePromoted(
  { wasTaken }: Progress,
  { credential }: SecretViews,
  { followed: { token, own }, forMs }: { followed: Followed; forMs: number },
): Outcome | undefined {
  const isOurs = own === undefined || wasTaken;
  const isReconciled = stateOf(credential, token)?.state !== 'staged' || !has(credential, token, 'AWSPENDING');
  if (isOurs && isReconciled) return { kind: 'promoted' };
  if (forMs < patience.lagMs) return undefined;
  return { kind: isOurs ? 'promoted' : 'overwritten' };
}

function judgeVerdict({ credential, intake }: SecretViews, followed: Followed): Outcome | undefined {
  const { token, own } = followed;
  const found = verdictOf(intake, followed);
  if (found === undefined) return undefined;
  // A verdict on an empty intake is about our pair too if the rotation read it before our put, or emptied it.
  const isOurs = own === undefined || found.versionId === own.versionId || ownsIntake(intake, followed);
  if (!isOurs) return { kind: 'overwritten' };
  return {
    kind: 'refused',
    verdict: found.verdict,
    during: isAccepted(credential, token) ? 'testSecret' : 'createSecret',
  };
}

/** The verdict of this rotation: on our own version, else on the current one, else on any other. */
function verdictOf(intake: SecretView, { token, own }: Followed) {
  const order = [own?.versionId, currentVersion(intake), ...Object.keys(intake.stages)];
  return order
    .filter((versionId) => versionId !== undefined)
    .flatMap((versionId) => (intake.stages[versionId] ?? []).map((label) => ({ versionId, label })))
    .map(({ versionId, label }) => ({ versionId, ...parseVerdictLabel(label) }))
    .map(({ versionId, verdict, token: about }) => (verdict && about === token ? { versionId, verdict } : undefined))
    .find((found) => found !== undefined);
}

/** True as soon as createSecret has stored the accepted pair. */
export const isAccepted = (credential: SecretView, token: string): boolean => stateOf(credential, token) !== undefined;

/** Any state after `staged` means that the version was live at some time. */
const isPromoted = (credential: SecretView, token: string): boolean => {
  const state = stateOf(credential, token)?.state;
  return currentVersion(credential) === token || (state !== undefined && state !== 'staged');
};

/** Our version is in the intake, or was the last one in it before it was emptied. */
function ownsIntake(intake: SecretView, { own }: Followed): boolean {
  const current = currentVersion(intake);
  if (own === undefined || current === undefined) return false;
  return current === own.versionId || (has(intake, current, emptyLabel) && has(intake, own.versionId, 'AWSPREVIOUS'));
}

/** A version that did not exist before our put is a later one of somebody else; any other comes from a lagging read. */
function isOverwritten(intake: SecretView, { own }: Followed): boolean {
  const current = currentVersion(intake);
  if (own === undefined || current === undefined || current === own.versionId) return false;
  return !own.before.includes(current) && !has(intake, current, emptyLabel);
}
