import type { KnownPair, Notice, Origin } from '../notices/notice.ts';
import type { LoginOutcome } from '../octopus/outcome.ts';
import { settle } from '../revocation/settle.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Transition } from '../runtime/log.ts';
import { type CredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { describePair, type Pair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { afterPromotion, currentVersion, type SecretView, stateOf } from '../secrets/secret-view.ts';
import { type State, toInstant } from '../secrets/state-label.ts';
import { liveBefore } from './find-target.ts';
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

type HeldPair = CredentialValue & { readonly kind: 'pair' };

interface Held {
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
export async function rollBack(rollback: Rollback): Promise<RolledBackTo> {
  const { credential, record, clock } = rollback;
  const view = await credential.describe();
  const live = await readLive(rollback, view);
  if (isHalfDone(view, live.versionId)) return await finish(rollback, view, live);
  const target = await findTarget(rollback, view, live);
  await checkLogins(rollback, live, target);

  const seen = await credential.describe();
  if (currentVersion(seen) !== live.versionId) throw interfered();
  const at = toInstant(clock.now());
  const as = (state: State, versionId: string, createdAt: string) => ({
    state,
    versionId,
    at,
    liveSince: stateOf(seen, versionId)?.liveSince ?? createdAt,
  });
  const left = await relabel(credential, seen, live.versionId, as('rolled-back', live.versionId, live.createdAt));
  const { versionId: to, createdAt } = target.version;
  const returning = await relabel(credential, left, to, as('requested', to, createdAt));
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

/** A rollback was cut off after AWSCURRENT had moved, and nobody has settled it yet. */
const isHalfDone = (view: SecretView, live: string): boolean => stateOf(view, live)?.state === 'requested';

async function findTarget({ credential }: Rollback, view: SecretView, live: SecretVersion): Promise<Held> {
  const liveValue = parseCredentialValue(live.text);
  for (const { versionId } of liveBefore(view)) {
    const version = await credential.read({ versionId });
    const value = parseCredentialValue(version?.text);
    if (version === undefined || value.kind !== 'pair') continue;
    if (liveValue.kind === 'pair' && value.pair.equals(liveValue.pair)) continue;
    return { version, value };
  }
  throw new RollbackError('NothingToGoBackTo', 'no other pair was live before that is not revoked; stage a new pair');
}

/** The old pair has to log in, and the live one must not, unless the caller insists. */
async function checkLogins(
  { login, evenThoughLiveWorks }: Rollback,
  live: SecretVersion,
  { value }: Held,
): Promise<void> {
  const old = await login(value.pair, { maxTries: 2 });
  if (old.kind === 'rejected') {
    throw new RollbackError('OldPairRefused', 'the vendor refuses the pair that was live before; stage a new pair');
  }
  if (old.kind !== 'accepted') throw noVerdict('the pair that was live before', old);
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
  if (from !== undefined) await notify({ ...origin, kind: 'RolledBack', from, to, at: toInstant(clock.now()) });
  const known = left === undefined ? [version] : [version, left];
  await settle({ credential, notify, record, now: clock.now, origin }, view, { liveProven: false, known });
  return { from, to };
}

/** Of a rollback that was cut off: the version that it went away from. */
async function lastLeft(credential: SecretStore, view: SecretView): Promise<SecretVersion | undefined> {
  const left = liveBefore(view).find(({ state }) => state === 'rolled-back');
  return left && (await credential.read({ versionId: left.versionId }));
}

function knownOf({ text }: SecretVersion): KnownPair | undefined {
  const value = parseCredentialValue(text);
  return value.kind === 'pair' ? { ...describePair(value.pair), clientId: value.clientId } : undefined;
}

const describedOf = (version: SecretVersion) => {
  const value = parseCredentialValue(version.text);
  return value.kind === 'pair' ? describePair(value.pair) : undefined;
};
