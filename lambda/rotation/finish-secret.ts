import { isAtOnce } from '../handover/hold.ts';
import { holds, type StagedDocument } from '../intake/intake.ts';
import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { reconcile } from '../revocation/reconcile.ts';
import { readAgain } from '../runtime/read-again.ts';
import { casesOf, liveCase, openCases } from '../secrets/cases.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { asRead } from '../secrets/read-version.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretVersion } from '../secrets/secret-store.ts';
import { afterPromotion, currentVersion, type SecretView, stateOf } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import { reportTrouble } from '../watch/report-trouble.ts';
import { foreignPending } from './create-secret.ts';
import { refusalByLogin } from './judge.ts';
import { currentMoved, type Rotation, refuse, type StepVerdict } from './rotation.ts';
import { RotationError } from './rotation-error.ts';
import { readPending } from './test-secret.ts';

/** How long after createSecret's login, in ms, testSecret's is taken for granted: AWS runs the steps within seconds. */
const provenForMs = 300_000;

/** Promotes the pending pair, then has its predecessor revoked. testSecret of this rotation has just logged in. */
export async function finishSecret(rotation: Rotation, view: SecretView): Promise<StepVerdict> {
  const { credential, token } = rotation;
  const staged = stateOf(view, token);
  const pending = await readPending(rotation);
  const value = parseCredentialValue(pending.text);
  if (staged?.state !== 'staged' || value.kind !== 'pair') throw foreignPending(token);

  const live = await credential.read({ stage: 'AWSCURRENT' });
  // Labels and value have to be of one moment: a value that somebody put in between is not ours to replace.
  if (live?.versionId !== currentVersion(view)) throw currentMoved();
  const stagedDocument = await rotation.intake.read();
  await proveAgain(rotation, { staged, stagedDocument, pair: value.pair });
  const marked = live === undefined ? view : await markDue(rotation, view, { live, staged, pair: value.pair });
  const promoted = await promote(rotation, marked, live);
  const known = live === undefined ? [pending] : [pending, live];
  await reconcileAndEmpty(rotation, promoted, { pair: value.pair, stagedDocument, known, liveIsProven: true });
  return 'Promoted';
}

/**
 * Somebody can invoke a step days after the one before it. The pair logs in once more when this step cannot rely on
 * testSecret's login: time has passed, a login of this rotation has failed, or the intake was overwritten.
 */
async function proveAgain(
  rotation: Rotation,
  { staged, stagedDocument, pair }: { staged: StateLabel; stagedDocument: StagedDocument; pair: Pair },
): Promise<void> {
  const isFresh = rotation.clock.now().getTime() - Date.parse(staged.at) < provenForMs;
  // The verdict of a login that failed lies beside the pair that it was made with.
  if (isFresh && holds(stagedDocument, pair) && stagedDocument.verdict?.token !== rotation.token) return;
  const outcome = await rotation.login(pair);
  if (outcome.kind === 'accepted') return;
  const refused = refusalByLogin(rotation, outcome, stagedDocument, 'testSecret', pair);
  await refuse(rotation, stagedDocument, { ...refused, during: 'testSecret', of: pair });
}

/** The rotation was promoted by a run that was cut off: what it left open is completed. */
export async function completeSecret(rotation: Rotation, view: SecretView): Promise<StepVerdict> {
  const { credential, login, token } = rotation;
  const version = await readPromoted(rotation);
  const value = parseCredentialValue(version.text);
  if (value.kind !== 'pair') return 'AlreadyCurrent';
  const promoted = { pair: value.pair, stagedDocument: await rotation.intake.read(), known: [version] };
  if (isComplete(rotation, view)) {
    await reconcileAndEmpty(rotation, view, { ...promoted, liveIsProven: false });
    return 'Completed';
  }
  const outcome = await login(value.pair);
  // A login can take minutes, and whoever went back meanwhile made another pair the live one.
  const now = await credential.describe();
  if (currentVersion(now) !== token) throw currentMoved();
  await reconcileAndEmpty(rotation, now, {
    ...promoted,
    liveIsProven: outcome.kind === 'accepted',
    rereadsBeforeRequest: true,
  });
  if (outcome.kind === 'accepted') return 'Completed';
  if (outcome.kind === 'rejected') await reportDead(rotation, version, value);
  // Nobody asks for a revocation before the live pair has logged in: failing has Secrets Manager come again.
  throw notProven(outcome);
}

/** Ops is notified at once, then daily by the watch, which continues from the label that is left here. */
async function reportDead(rotation: Rotation, version: SecretVersion, value: HeldPair): Promise<void> {
  const found = { trouble: 'LivePairDead', isWell: false, live: knownPair(value), hasLoggedIn: true, why: [] } as const;
  await reportTrouble(rotation, await rotation.credential.describe(), { version, value }, found);
}

/** Ops was notified, and support was asked for everything that does not wait for the applications. */
const isComplete = ({ token, handover: { settings } }: Rotation, view: SecretView): boolean =>
  stateOf(view, token)?.state === 'live' &&
  !openCases(casesOf(view)).some(({ label }) => label.state === 'due' && isAtOnce(label, settings));

async function readPromoted({ credential, token, clock }: Rotation): Promise<SecretVersion> {
  const read = () => credential.read({ versionId: token });
  const version = await readAgain(read, (found?: SecretVersion) => found !== undefined, clock);
  if (version !== undefined) return version;
  throw new RotationError('PendingNotReadable', `version ${token} is live and cannot be read; it will be tried again`);
}

function notProven(outcome: Exclude<LoginOutcome, { kind: 'accepted' }>): RotationError {
  if (outcome.kind === 'rejected') {
    return new RotationError(
      'PromotedPairRefused',
      'the vendor accepted this pair before it was promoted and refuses it now; stage a new pair and rotate',
    );
  }
  const why = outcome.kind === 'blocked' ? 'it does not allow our egress address' : outcome.code;
  return new RotationError(
    'Unavailable',
    `the pair is live, and the vendor gave no verdict on it (${why}); support is asked once it has logged in`,
  );
}

/**
 * The hours of the hand-over count from the mark. One that an earlier run left long before the promotion is written anew:
 * otherwise they would be over before any application could read the new pair.
 */
const isOld = ({ at }: StateLabel, now: Date): boolean => now.getTime() - Date.parse(at) >= provenForMs;

/** Before AWSCURRENT moves, so that a crash after the move leaves a mark of what is to be revoked. */
async function markDue(
  rotation: Rotation,
  view: SecretView,
  { live, staged, pair }: { live: SecretVersion; staged: StateLabel; pair: Pair },
): Promise<SecretView> {
  const { credential, clock, record } = rotation;
  const value = parseCredentialValue(live.text);
  if (value.kind !== 'pair' || value.pair.equals(pair)) return view;
  // Ops may not have been notified of a promotion before this one, or a value put outside a rotation may have no label.
  const isOpen = stateOf(view, live.versionId)?.state !== 'live';
  const reconciled = isOpen ? await reconcile(rotation, view, { liveIsProven: false, known: [live] }) : view;

  const one = liveCase(casesOf(reconciled, asRead(live)));
  if (one === undefined) throw currentMoved();
  const { reason = 'scheduled' } = staged;
  const { label } = one;
  const isMarked = label?.state === 'due' && label.reason === reason && label.for === pair.fingerprint;
  if (isMarked && (isAtOnce(label, rotation.handover.settings) || !isOld(label, clock.now()))) return reconciled;
  const due: StateLabel = {
    state: 'due',
    versionId: live.versionId,
    pair: one.pair,
    at: toInstant(clock.now()),
    liveSince: label?.liveSince ?? live.createdAt,
    reason,
    for: pair.fingerprint,
    unproven: label?.unproven,
  };
  const marked = await relabel(credential, reconciled, { one, to: due });
  record({ what: 'due', versionId: live.versionId, pair: describePair(value.pair), why: reason });
  return marked;
}

async function promote({ credential, token }: Rotation, view: SecretView, live: SecretVersion | undefined) {
  if (live !== undefined && (await credential.moveCurrent({ from: live.versionId, to: token }))) {
    return afterPromotion(view, token);
  }
  // Another run of this step was faster, the answer to our own move was lost, or somebody put a value.
  const now = await credential.describe();
  if (currentVersion(now) === token) return now;
  throw currentMoved();
}

interface Promoted {
  readonly pair: Pair;
  /** What the intake held just now. */
  readonly stagedDocument: StagedDocument;
  readonly known: readonly SecretVersion[];
  readonly liveIsProven: boolean;
  readonly rereadsBeforeRequest?: boolean;
}

async function reconcileAndEmpty(rotation: Rotation, view: SecretView, { pair, stagedDocument, ...proof }: Promoted) {
  const { intake, token } = rotation;
  const promotion = {
    note:
      holds(stagedDocument, pair) && stagedDocument.content.kind === 'staged' ? stagedDocument.content.note : undefined,
    anotherPairStaged: isAnotherPair(stagedDocument, pair),
  };
  await reconcile(rotation, view, { ...proof, promotion });
  if (holds(stagedDocument, pair)) await intake.empty(stagedDocument, { token });
}

const isAnotherPair = (stagedDocument: StagedDocument, pair: Pair): boolean =>
  stagedDocument.content.kind !== 'empty' && !holds(stagedDocument, pair);
