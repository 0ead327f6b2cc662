import type { StagedDocument } from '../intake/intake.ts';
import { abandoned } from '../revocation/abandoned.ts';
import { reconcile } from '../revocation/reconcile.ts';
import { AwsCallFailed } from '../runtime/aws-call.ts';
import { readAgain } from '../runtime/read-again.ts';
import { formatCredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import { describePair } from '../secrets/pair.ts';
import { asRead } from '../secrets/read-version.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretVersion } from '../secrets/secret-store.ts';
import { currentVersion, has, type SecretView, stateOf } from '../secrets/secret-view.ts';
import { formatStateLabel, parseStateLabel, type StateLabel } from '../secrets/state-label.ts';
import { remembered } from '../watch/memory.ts';
import { type Judgement, judge } from './judge.ts';
import { noPairStaged } from './no-pair-staged.ts';
import { currentMoved, type Rotation, refuse, type StepVerdict } from './rotation.ts';
import { RotationError } from './rotation-error.ts';

/**
 * Takes the staged pair as AWSPENDING, once a login has accepted it. The check stands before AWSPENDING because a
 * pending value is immutable: a bad pair that became pending would be tried for ever, and no corrected one could
 * replace it.
 */
export async function createSecret(rotation: Rotation, view: SecretView): Promise<StepVerdict> {
  const { credential, intake, token } = rotation;
  if (isStaged(stateOf(view, token))) return 'AlreadyStaged';
  const pending = await credential.read({ versionId: token, stage: 'AWSPENDING' });
  if (pending?.text !== undefined) return alreadyStagedOrForeign(token, pending.stages);

  const seenAt = rotation.clock.now().getTime();
  const stagedDocument = await intake.waitForDocument();
  const current = await credential.read({ stage: 'AWSCURRENT' });
  const live = parseCredentialValue(current?.text);
  // After AlreadyLive the intake was emptied: a replay of that rotation comes to the same verdict.
  if (stagedDocument.verdict?.verdict === 'AlreadyLive' && stagedDocument.verdict.token === token) throw alreadyLive();
  const judgement = await judge(rotation, { view, live, known: asRead(current), stagedDocument });
  switch (judgement.kind) {
    case 'accepted':
      return await stage(rotation, { view, seenAt, stagedDocument }, judgement);
    case 'refused': {
      const { refused } = judgement;
      if (refused.verdict !== 'NothingStaged') return await refuse(rotation, stagedDocument, refused);
      // The watch may have asked for a pair today.
      const wasReminded = remembered.reminders(view).some(({ at }) => at.slice(0, 10) === today(rotation));
      const due = noPairStaged(rotation, { view, live, versionId: current?.versionId });
      return await refuse(rotation, stagedDocument, { ...refused, notice: wasReminded ? undefined : due });
    }
    case 'already-live': {
      await reconcileLive(rotation, judgement, current);
      if (judgement.refused.notice !== undefined) await rotation.notify(judgement.refused.notice);
      await intake.empty(stagedDocument, {
        token,
        verdict: { verdict: 'AlreadyLive', token, notified: ['AlreadyLive'] },
      });
      throw alreadyLive(judgement.refused.because);
    }
  }
}

const today = ({ clock }: Rotation): string => toInstant(clock.now()).slice(0, 10);

const alreadyLive = (because = 'the staged pair was the live one, and the intake was emptied; stage a new pair') =>
  new RotationError('AlreadyLive', because);

const isStaged = (label: StateLabel | undefined): boolean => label?.state === 'staged';

function alreadyStagedOrForeign(token: string, labels: readonly string[]): StepVerdict {
  const isOurs = labels.map(parseStateLabel).some((label) => isStaged(label) && label?.versionId === token);
  if (isOurs) return 'AlreadyStaged';
  throw foreignPending(token);
}

export const foreignPending = (token: string): RotationError =>
  new RotationError(
    'ForeignPending',
    `the pending version ${token} was not put by this function; run "octopus unstick", then rotate`,
  );

/** Value and label in one call, so that a pending value of ours is never without its label. */
async function stage(
  rotation: Rotation,
  { stagedDocument, ...look }: Look & { stagedDocument: StagedDocument },
  judged: Judgement & { kind: 'accepted' },
): Promise<StepVerdict> {
  const { credential, intake, token, baseUrl, clock } = rotation;
  const { staged, clientId, clientUncompared } = judged;
  await checkStillWanted(rotation, look);
  const label: StateLabel = {
    state: 'staged',
    versionId: token,
    pair: staged.pair.fingerprint,
    at: toInstant(clock.now()),
    reason: staged.reason,
    ...(clientUncompared && { clientUncompared }),
  };
  const text = formatCredentialValue(staged.pair, { baseUrl, clientId });
  try {
    await credential.put({ versionId: token, text, stages: ['AWSPENDING', formatStateLabel(label)] });
  } catch (error) {
    if (!(error instanceof AwsCallFailed) || error.awsError !== 'ResourceExistsException') throw error;
    // Another run of this step was faster, or our read lagged: what counts is whose value is there.
    const there = await readAgain(
      () => credential.read({ versionId: token, stage: 'AWSPENDING' }),
      (version?: SecretVersion) => version !== undefined,
      clock,
    );
    return alreadyStagedOrForeign(token, there?.stages ?? []);
  }
  rotation.record({ what: 'staged', versionId: token, pair: describePair(staged.pair), why: staged.reason });
  await intake.removeVerdict(stagedDocument);
  return 'Accepted';
}

interface Look {
  readonly view: SecretView;
  /** Epoch ms. */
  readonly seenAt: number;
}

/** A look at the labels that is older than this is taken again before it is acted upon. */
const freshMs = 5_000;

/**
 * The logins may have taken minutes. A rotation that somebody cleared meanwhile must not be made pending again, and
 * labels of rotations that were cleared before must not fill the 20 that a secret may have.
 */
async function checkStillWanted({ credential, token, clock }: Rotation, { view, seenAt }: Look): Promise<void> {
  const isFresh = clock.now().getTime() - seenAt < freshMs;
  const now = isFresh ? view : await credential.describe();
  if (!has(now, token, 'AWSPENDING')) {
    throw new RotationError('NotPending', `version ${token} is not AWSPENDING any more; start a new rotation`);
  }
  for (const one of abandoned(now)) await relabel(credential, now, { one, to: undefined });
}

/** A rotation before this one may have been cut off after it promoted this very pair: it is completed. */
async function reconcileLive(
  rotation: Rotation,
  { pair }: Judgement & { kind: 'already-live' },
  current: SecretVersion | undefined,
): Promise<void> {
  const { credential, login } = rotation;
  const outcome = await login(pair);
  const now = await credential.describe();
  if (currentVersion(now) !== current?.versionId) throw currentMoved();
  const known = current ? [current] : [];
  await reconcile(rotation, now, { liveIsProven: outcome.kind === 'accepted', rereadsBeforeRequest: true, known });
}
