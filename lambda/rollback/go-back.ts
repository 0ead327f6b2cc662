import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import type { KnownPair, Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import type { HandoverPorts } from '../revocation/findings.ts';
import { createValues, readCases } from '../revocation/read-cases.ts';
import { reconcile } from '../revocation/reconcile.ts';
import type { Clock } from '../runtime/clock.ts';
import { type Case, type LabelledCase, liveCase } from '../secrets/cases.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { afterPromotion, currentVersion, type SecretView, versionWith } from '../secrets/secret-view.ts';
import type { StateLabel } from '../secrets/state-label.ts';
import type { Transition } from '../secrets/transition.ts';
import { inTurn, isHalfDone, liveBefore } from './find-target.ts';
import { RollbackError } from './rollback-error.ts';

/** What one rollback works with. */
export interface Rollback {
  readonly origin: Origin;
  readonly credential: SecretStore;
  readonly login: (pair: Pair, options: { readonly maxTries: number }) => Promise<LoginOutcome>;
  readonly notify: (notice: Notice) => Promise<void>;
  readonly record: (transition: Transition) => void;
  readonly clock: Clock;
  readonly handover: HandoverPorts;
  /** Rolls back although the live pair logs in. */
  readonly evenThoughLiveWorks: boolean;
}

interface HeldVersion {
  readonly version: SecretVersion;
  readonly value: HeldPair;
}

export interface RolledBackTo {
  readonly from: KnownPair | undefined;
  readonly to: KnownPair;
}

/**
 * Goes back to the pair that was live before, once it has just logged in. What is open is reconciled first, so that the
 * label of the pair that is left covers no request. Its new label is written before AWSCURRENT moves. So after a crash
 * anywhere, the next run withdraws the request to revoke the pair that is live again.
 */
export async function goBack(rollback: Rollback): Promise<RolledBackTo> {
  const { credential, record } = rollback;
  const view = await credential.describe();
  const live = await readLive(rollback, view);
  const values = createValues(credential, [live]);
  if (isHalfDone(await readCases(view, values))) return await finish(rollback, view, live);
  const reconciled = await reconcile(rollback, view, { liveIsProven: false, known: [live] });
  if (currentVersion(reconciled) !== live.versionId) throw interfered();
  const target = await findTarget(rollback, await readCases(reconciled, values));
  await checkLive(rollback, live);

  const seen = await credential.describe();
  if (currentVersion(seen) !== live.versionId) throw interfered();
  const { versionId: to } = target.version;
  const one = liveCase(await readCases(seen, values));
  const marked = one === undefined ? seen : await markLeft(rollback, seen, { one, target });
  if (!(await credential.moveCurrent({ from: live.versionId, to }))) throw interfered();
  record({ what: 'rolled-back', versionId: live.versionId, pair: describedOf(live) });
  return await finish(rollback, afterPromotion(marked, to), target.version, live);
}

/** If the move fails or never happens, the next reconciling gives the pair that is still live the label `live` again. */
const markLeft = (
  { credential, clock }: Rollback,
  view: SecretView,
  { one, target }: { one: Case; target: HeldVersion },
): Promise<SecretView> => {
  const { versionId, pair, label, createdAt } = one;
  const at = toInstant(clock.now());
  const liveSince = label?.liveSince ?? createdAt;
  const { unproven } = label ?? {};
  const to = {
    state: 'rolled-back',
    versionId,
    pair,
    at,
    liveSince,
    for: target.value.pair.fingerprint,
    unproven,
  } as const;
  return relabel(credential, view, { one, to });
};

const interfered = (): RollbackError =>
  new RollbackError('RollbackInterfered', 'AWSCURRENT moved while the rollback ran; look at the state, then try again');

async function readLive({ credential }: Rollback, view: SecretView): Promise<SecretVersion> {
  const versionId = currentVersion(view);
  const live = versionId === undefined ? undefined : await credential.read({ versionId });
  if (live !== undefined) return live;
  throw new RollbackError('RollbackUnavailable', 'the live version cannot be read; try again');
}

/** The most recent former pair that still logs in. A pair that is refused is dead, and the next one counts. */
async function findTarget(rollback: Rollback, cases: readonly Case[]): Promise<HeldVersion> {
  const candidates = await pairsLiveBefore(rollback, liveBefore(cases));
  for (const [index, candidate] of inTurn(candidates).entries()) {
    const old = await rollback.login(candidate.value.pair, { maxTries: index === 0 ? 2 : 1 });
    if (old.kind === 'accepted') return candidate;
    if (old.kind !== 'rejected') throw noVerdict('the pair that was live before', old);
  }
  if (candidates.length > 0) {
    throw new RollbackError('OldPairRefused', 'the vendor refuses the pair that was live before; stage a new pair');
  }
  throw new RollbackError('NothingToGoBackTo', 'no other pair was live before that is not revoked; stage a new pair');
}

async function pairsLiveBefore({ credential }: Rollback, former: readonly LabelledCase[]) {
  const found: (HeldVersion & { readonly label: StateLabel })[] = [];
  for (const one of former) {
    const version = await credential.read({ versionId: one.label.versionId });
    const value = parseCredentialValue(version?.text);
    if (version !== undefined && value.kind === 'pair') found.push({ version, value, label: one.label });
  }
  return found;
}

/** The live pair must not log in, unless the caller insists. */
async function checkLive({ login, evenThoughLiveWorks }: Rollback, live: SecretVersion): Promise<void> {
  const liveValue = parseCredentialValue(live.text);
  if (evenThoughLiveWorks || liveValue.kind !== 'pair') return;
  const present = await login(liveValue.pair, { maxTries: 2 });
  if (present.kind === 'accepted') {
    throw new RollbackError('LivePairWorks', 'the live pair logs in; to go back all the same, set evenThoughLiveWorks');
  }
  // An inconclusive login does not show that the live pair is refused.
  if (present.kind !== 'rejected') throw noVerdict('the live pair', present);
}

const noVerdict = (whose: string, { code }: { readonly code: string }): RollbackError =>
  new RollbackError('RollbackUnavailable', `the vendor gave no verdict on ${whose} (${code}); try again`);

/** Notifies ops, then withdraws the request: in this order, so that a crash in between is found again. */
async function finish(
  rollback: Rollback,
  view: SecretView,
  version: SecretVersion,
  left?: SecretVersion,
): Promise<RolledBackTo> {
  const { credential, notify, clock, origin } = rollback;
  const to = knownOf(version);
  const leaving = left ?? (await lastLeft(credential, view));
  const from = leaving && knownOf(leaving);
  if (to === undefined)
    throw new RollbackError('NothingToGoBackTo', 'the live version holds no pair; stage a new pair');
  await notify({ ...origin, kind: 'RolledBack', from, to, at: toInstant(clock.now()) });
  const known = left === undefined ? [version] : [version, left];
  await reconcile(rollback, view, { liveIsProven: false, known });
  return { from, to };
}

/** Of a rollback that was cut off: the version that it went away from. */
async function lastLeft(credential: SecretStore, view: SecretView): Promise<SecretVersion | undefined> {
  const versionId = versionWith(view, 'AWSPREVIOUS');
  return versionId === undefined ? undefined : await credential.read({ versionId });
}

function knownOf({ text }: SecretVersion): KnownPair | undefined {
  const value = parseCredentialValue(text);
  return value.kind === 'pair' ? knownPair(value) : undefined;
}

const describedOf = (version: SecretVersion) => {
  const value = parseCredentialValue(version.text);
  return value.kind === 'pair' ? describePair(value.pair) : undefined;
};
