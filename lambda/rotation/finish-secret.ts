import { holds, type StagedDocument } from '../intake/intake.ts';
import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { settle } from '../revocation/settle.ts';
import { readAgain } from '../runtime/read-again.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretVersion } from '../secrets/secret-store.ts';
import { afterPromotion, currentVersion, openCases, type SecretView, stateOf } from '../secrets/secret-view.ts';
import { type StateLabel, toInstant } from '../secrets/state-label.ts';
import { tellTrouble } from '../watch/tell-trouble.ts';
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
  // Labels and value have to be of one moment: a value put by hand in between is not ours to replace.
  if (live?.versionId !== currentVersion(view)) throw currentMoved();
  const stagedDocument = await rotation.intake.read();
  await proveAgain(rotation, { staged, stagedDocument, pair: value.pair });
  const marked = live === undefined ? view : await markDue(rotation, view, { live, staged, pair: value.pair });
  const promoted = await promote(rotation, marked, live);
  const known = live === undefined ? [pending] : [pending, live];
  await settleAndEmpty(rotation, promoted, { pair: value.pair, stagedDocument, known, liveProven: true });
  return 'Promoted';
}

/**
 * A step can be invoked by hand, and days after the one before it. Where that testSecret has just logged in does not go
 * without saying, because time has passed, a login of this rotation has failed, or the intake has been overwritten
 * since, the pair logs in here.
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

/** The rotation was promoted by a run that was cut off: what it left open is brought to its end. */
export async function completeSecret(rotation: Rotation, view: SecretView): Promise<StepVerdict> {
  const { credential, login, token } = rotation;
  const version = await readPromoted(rotation);
  const value = parseCredentialValue(version.text);
  if (value.kind !== 'pair') return 'AlreadyCurrent';
  const promoted = { pair: value.pair, stagedDocument: await rotation.intake.read(), known: [version] };
  if (isSettled(view, token)) {
    await settleAndEmpty(rotation, view, { ...promoted, liveProven: false });
    return 'Completed';
  }
  const outcome = await login(value.pair);
  // A login can take minutes, and whoever went back meanwhile made another pair the live one.
  const now = await credential.describe();
  if (currentVersion(now) !== token) throw currentMoved();
  await settleAndEmpty(rotation, now, { ...promoted, liveProven: outcome.kind === 'accepted', looksAgain: true });
  if (outcome.kind === 'accepted') return 'Completed';
  if (outcome.kind === 'rejected') await tellDead(rotation, version, value);
  // Nobody asks for a revocation before the live pair has logged in: failing has Secrets Manager come again.
  throw notProven(outcome);
}

/** Told at once, then daily by the watch, which goes on from the label that is left here. */
async function tellDead(rotation: Rotation, version: SecretVersion, value: HeldPair): Promise<void> {
  const found = { trouble: 'LivePairDead', isWell: false, live: knownPair(value), hasLoggedIn: true, why: [] } as const;
  await tellTrouble(rotation, await rotation.credential.describe(), { version, value }, found);
}

/** Applications have the pair, and support was asked for everything that it replaced. */
const isSettled = (view: SecretView, token: string): boolean =>
  stateOf(view, token)?.state === 'live' && !openCases(view).some(({ state }) => state === 'due');

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

/** Before AWSCURRENT moves, so that a crash after the move leaves a mark of what is to be revoked. */
async function markDue(
  rotation: Rotation,
  view: SecretView,
  { live, staged, pair }: { live: SecretVersion; staged: StateLabel; pair: Pair },
): Promise<SecretView> {
  const { credential, clock, notify, record, origin } = rotation;
  const value = parseCredentialValue(live.text);
  if (value.kind !== 'pair' || value.pair.equals(pair)) return view;
  // A promotion before this one may not have been told yet, or a value put by hand may have no label.
  const isOpen = stateOf(view, live.versionId)?.state !== 'live';
  const ports = { credential, notify, record, now: clock.now, origin };
  const told = isOpen ? await settle(ports, view, { liveProven: false, known: [live] }) : view;

  const label = stateOf(told, live.versionId);
  const { reason = 'scheduled' } = staged;
  if (label?.state === 'due' && label.reason === reason) return told;
  const at = toInstant(clock.now());
  const liveSince = label?.liveSince ?? live.createdAt;
  const due: StateLabel = { state: 'due', versionId: live.versionId, at, liveSince, reason };
  const marked = await relabel(credential, told, live.versionId, due);
  record({ what: 'due', versionId: live.versionId, pair: describePair(value.pair), why: reason });
  return marked;
}

async function promote({ credential, token }: Rotation, view: SecretView, live: SecretVersion | undefined) {
  if (live !== undefined && (await credential.moveCurrent({ from: live.versionId, to: token }))) {
    return afterPromotion(view, token);
  }
  // Another run of this step was faster, the answer to our own move was lost, or somebody put a value by hand.
  const now = await credential.describe();
  if (currentVersion(now) === token) return now;
  throw currentMoved();
}

interface Promoted {
  readonly pair: Pair;
  /** What the intake held just now. */
  readonly stagedDocument: StagedDocument;
  readonly known: readonly SecretVersion[];
  readonly liveProven: boolean;
  readonly looksAgain?: boolean;
}

async function settleAndEmpty(rotation: Rotation, view: SecretView, { pair, stagedDocument, ...proof }: Promoted) {
  const { credential, intake, notify, record, clock, origin, token } = rotation;
  const promotion = {
    note:
      holds(stagedDocument, pair) && stagedDocument.content.kind === 'staged' ? stagedDocument.content.note : undefined,
    anotherPairStaged: isAnotherPair(stagedDocument, pair),
  };
  await settle({ credential, notify, record, now: clock.now, origin }, view, { ...proof, promotion });
  if (holds(stagedDocument, pair)) await intake.empty(stagedDocument, { token });
}

const isAnotherPair = (stagedDocument: StagedDocument, pair: Pair): boolean =>
  stagedDocument.content.kind !== 'empty' && !holds(stagedDocument, pair);
