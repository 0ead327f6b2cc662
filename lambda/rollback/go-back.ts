import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import type { KnownPair, Notice } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { settle } from '../revocation/settle.ts';
import type { Clock } from '../runtime/clock.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import type { Origin } from '../secrets/origin.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { afterPromotion, currentVersion, type SecretView, stateOf, versionWith } from '../secrets/secret-view.ts';
import { type State, type StateLabel, toInstant } from '../secrets/state-label.ts';
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
  /** Goes back although the live pair logs in. */
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
 * Goes back to the pair that was live before, once it has just logged in. The labels come first and AWSCURRENT after
 * them, so that a crash anywhere ends in a withdrawal of the request to revoke that pair.
 */
export async function goBack(rollback: Rollback): Promise<RolledBackTo> {
  const { credential, record, clock } = rollback;
  const view = await credential.describe();
  const live = await readLive(rollback, view);
  if (isHalfDone(view)) return await finish(rollback, view, live);
  const target = await findTarget(rollback, view, live);
  await checkLive(rollback, live);

  const seen = await credential.describe();
  if (currentVersion(seen) !== live.versionId) throw interfered();
  const at = toInstant(clock.now());
  const as = (state: State, versionId: string, createdAt: string): StateLabel => {
    const { liveSince = createdAt } = stateOf(seen, versionId) ?? {};
    return { state, versionId, at, liveSince };
  };
  const left = await relabel(credential, seen, live.versionId, as('rolled-back', live.versionId, live.createdAt));
  const { versionId: to, createdAt } = target.version;
  // The move may still fail, or never come: a case that is open stays what it is, and a pair that somebody left by hand is
  // due. Support is asked for it then, or the request is withdrawn.
  const isOpen = stateOf(left, to)?.state !== 'live';
  const returning = isOpen ? left : await relabel(credential, left, to, as('due', to, createdAt));
  if (!(await credential.moveCurrent({ from: live.versionId, to }))) throw interfered();
  record({ what: 'rolled-back', versionId: live.versionId, pair: describedOf(live) });
  return await finish(rollback, afterPromotion(returning, to), target.version, live);
}

const interfered = (): RollbackError =>
  new RollbackError('RollbackInterfered', 'AWSCURRENT moved while the rollback ran; look at the state, then try again');

async function readLive({ credential }: Rollback, view: SecretView): Promise<SecretVersion> {
  const versionId = currentVersion(view);
  const live = versionId === undefined ? undefined : await credential.read({ versionId });
  if (live !== undefined) return live;
  throw new RollbackError('RollbackUnavailable', 'the live version cannot be read; try again');
}

/** The first pair of those that were live before that logs in. A pair that is refused is dead, and the next one counts. */
async function findTarget(rollback: Rollback, view: SecretView, live: SecretVersion): Promise<HeldVersion> {
  const candidates = await pairsLiveBefore(rollback, view, live);
  for (const [index, candidate] of inTurn(candidates, ({ label }) => label).entries()) {
    const old = await rollback.login(candidate.value.pair, { maxTries: index === 0 ? 2 : 1 });
    if (old.kind === 'accepted') return candidate;
    if (old.kind !== 'rejected') throw noVerdict('the pair that was live before', old);
  }
  if (candidates.length > 0) {
    throw new RollbackError('OldPairRefused', 'the vendor refuses the pair that was live before; stage a new pair');
  }
  throw new RollbackError('NothingToGoBackTo', 'no other pair was live before that is not revoked; stage a new pair');
}

async function pairsLiveBefore({ credential }: Rollback, view: SecretView, live: SecretVersion) {
  const liveValue = parseCredentialValue(live.text);
  const found: (HeldVersion & { readonly label: StateLabel })[] = [];
  for (const label of liveBefore(view)) {
    const version = await credential.read({ versionId: label.versionId });
    const value = parseCredentialValue(version?.text);
    if (version === undefined || value.kind !== 'pair') continue;
    if (liveValue.kind === 'pair' && value.pair.equals(liveValue.pair)) continue;
    found.push({ version, value, label });
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
  // Unknown is not dead.
  if (present.kind !== 'rejected') throw noVerdict('the live pair', present);
}

const noVerdict = (whose: string, { code }: { readonly code: string }): RollbackError =>
  new RollbackError('RollbackUnavailable', `the vendor gave no verdict on ${whose} (${code}); try again`);

/** Tells ops, then has settle withdraw the request: in this order, so that a crash in between is found again. */
async function finish(
  { credential, notify, record, clock, origin }: Rollback,
  view: SecretView,
  version: SecretVersion,
  left?: SecretVersion,
): Promise<RolledBackTo> {
  const to = knownOf(version);
  const leaving = left ?? (await lastLeft(credential, view));
  const from = leaving && knownOf(leaving);
  if (to === undefined)
    throw new RollbackError('NothingToGoBackTo', 'the live version holds no pair; stage a new pair');
  await notify({ ...origin, kind: 'RolledBack', from, to, at: toInstant(clock.now()) });
  const known = left === undefined ? [version] : [version, left];
  await settle({ credential, notify, record, now: clock.now, origin }, view, { liveProven: false, known });
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
