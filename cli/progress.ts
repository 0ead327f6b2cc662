import { emptyLabel } from '../lambda/intake/intake.ts';
import { parseVerdictLabel, type RecordedVerdict } from '../lambda/intake/verdict-label.ts';
import { currentVersion, has, type SecretView, stateOf } from '../lambda/secrets/secret-view.ts';

/** The labels of both secrets at one moment. The credential is looked at first: `wasTaken` rests on it. */
export interface Look {
  readonly credential: SecretView;
  readonly intake: SecretView;
}

/** The rotation that is followed, and the version of the intake that is ours, if we put one. */
export interface Followed {
  readonly token: string;
  readonly own: { readonly versionId: string; readonly before: readonly string[] } | undefined;
}

export type Outcome =
  | { readonly kind: 'promoted' }
  | { readonly kind: 'refused'; readonly verdict: RecordedVerdict; readonly during: 'createSecret' | 'testSecret' }
  /** Somebody else staged a pair after ours, and it was not seen that ours was taken. */
  | { readonly kind: 'overwritten' }
  | { readonly kind: 'abandoned' }
  | { readonly kind: 'unfinished' }
  /** The person who followed it stopped; it goes on. */
  | { readonly kind: 'interrupted' };

/** What earlier looks have shown. Instants in milliseconds. */
export interface Memory {
  readonly startedAt: number;
  readonly wasTaken: boolean;
  readonly promotedSince: number | undefined;
  readonly missingSince: number | undefined;
}

/** How long a read may lag behind a write, and how long a rotation is followed. */
const patience = { lagMs: 10_000, rotationMs: 180_000 };

export const begin = (now: Date): Memory => ({
  startedAt: now.getTime(),
  wasTaken: false,
  promotedSince: undefined,
  missingSince: undefined,
});

/** What one more look adds to what is known. */
export function remember(memory: Memory, look: Look, { followed, now }: { followed: Followed; now: Date }): Memory {
  const { token } = followed;
  const promoted = isPromoted(look.credential, token);
  const missing = !promoted && !has(look.credential, token, 'AWSPENDING');
  return {
    ...memory,
    wasTaken: memory.wasTaken || (isAccepted(look.credential, token) && ownsMailbox(look.intake, followed)),
    promotedSince: promoted ? (memory.promotedSince ?? now.getTime()) : undefined,
    missingSince: missing ? (memory.missingSince ?? now.getTime()) : undefined,
  };
}

/** What came of the rotation as far as the labels tell; `undefined` while it goes on. Decides from labels alone. */
export function judge(
  memory: Memory,
  look: Look,
  { followed, now }: { followed: Followed; now: Date },
): Outcome | undefined {
  const { promotedSince, missingSince, startedAt } = memory;
  const sinceMs = (instant: number) => now.getTime() - instant;
  if (promotedSince !== undefined) return judgePromoted(memory, look, { followed, forMs: sinceMs(promotedSince) });
  const refused = judgeVerdict(look, followed);
  if (refused !== undefined) return refused;
  if (!memory.wasTaken && isOverwritten(look.intake, followed)) return { kind: 'overwritten' };
  if (missingSince !== undefined && sinceMs(missingSince) >= patience.lagMs) return { kind: 'abandoned' };
  if (sinceMs(startedAt) >= patience.rotationMs) return { kind: 'unfinished' };
  return undefined;
}

function judgePromoted(
  { wasTaken }: Memory,
  { credential }: Look,
  { followed: { token, own }, forMs }: { followed: Followed; forMs: number },
): Outcome | undefined {
  const isOurs = own === undefined || wasTaken;
  const isSettled = stateOf(credential, token)?.state !== 'staged' || !has(credential, token, 'AWSPENDING');
  if (isOurs && isSettled) return { kind: 'promoted' };
  if (forMs < patience.lagMs) return undefined;
  return { kind: isOurs ? 'promoted' : 'overwritten' };
}

function judgeVerdict({ credential, intake }: Look, followed: Followed): Outcome | undefined {
  const { token, own } = followed;
  const found = verdictOf(intake, followed);
  if (found === undefined) return undefined;
  // An empty mailbox that was read behind our put, or was emptied of our pair, carries a verdict about us too.
  const isOurs = own === undefined || found.versionId === own.versionId || ownsMailbox(intake, followed);
  if (!isOurs) return { kind: 'overwritten' };
  return {
    kind: 'refused',
    verdict: found.verdict,
    during: isAccepted(credential, token) ? 'testSecret' : 'createSecret',
  };
}

/** The verdict that names this rotation: on our own version, else on the current one, else wherever it is. */
function verdictOf(intake: SecretView, { token, own }: Followed) {
  const order = [own?.versionId, currentVersion(intake), ...Object.keys(intake.stages)];
  return order
    .filter((versionId) => versionId !== undefined)
    .flatMap((versionId) => (intake.stages[versionId] ?? []).map((label) => ({ versionId, label })))
    .map(({ versionId, label }) => ({ versionId, ...parseVerdictLabel(label) }))
    .map(({ versionId, verdict, token: about }) => (verdict && about === token ? { versionId, verdict } : undefined))
    .find((found) => found !== undefined);
}

/** True from the moment on which createSecret has put the accepted pair. */
export const isAccepted = (credential: SecretView, token: string): boolean => stateOf(credential, token) !== undefined;

/** A state beyond `staged` means that it was live, even when it is not any more. */
const isPromoted = (credential: SecretView, token: string): boolean => {
  const state = stateOf(credential, token)?.state;
  return currentVersion(credential) === token || (state !== undefined && state !== 'staged');
};

/** Our version is in the mailbox, or was the last one in it before it was emptied. */
function ownsMailbox(intake: SecretView, { own }: Followed): boolean {
  const current = currentVersion(intake);
  if (own === undefined || current === undefined) return false;
  return current === own.versionId || (has(intake, current, emptyLabel) && has(intake, own.versionId, 'AWSPREVIOUS'));
}

/** Only a version that was not there before ours is somebody else's later one; any other is a read that lags. */
function isOverwritten(intake: SecretView, { own }: Followed): boolean {
  const current = currentVersion(intake);
  if (own === undefined || current === undefined || current === own.versionId) return false;
  return !own.before.includes(current) && !has(intake, current, emptyLabel);
}
