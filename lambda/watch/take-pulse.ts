import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import { settle } from '../revocation/settle.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import { describePair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import { currentVersion, type SecretView, statedVersions, stateOf } from '../secrets/secret-view.ts';
import { type StateLabel, toInstant } from '../secrets/state-label.ts';
import { judgePulse, type Pulse, type Tried, toTry } from './judge-pulse.ts';
import { isChaseDue } from './ladder.ts';
import { tellTrouble } from './tell-trouble.ts';
import type { Live, Watched } from './watched.ts';

/** A pair whose revocation was requested, with the label that says so. */
interface Case {
  readonly label: StateLabel;
  readonly held: HeldPair;
}

/**
 * Logs in with the live pair and with those that are to be revoked, and brings every case a day further: requested,
 * chased, proved. Labels are read again before any mail; if AWSCURRENT moved meanwhile, the run ends.
 */
export async function takePulse(watched: Watched, live: Live & { value: HeldPair }): Promise<SecretView> {
  const { credential, login, learn, notify, record, clock, origin } = watched;
  const { version, value } = live;
  const outcome = await login(value.pair, { maxTries: 2 });
  learn(outcome);
  const isWell = outcome.kind === 'accepted';
  const afterLogin = await credential.describe();
  if (currentVersion(afterLogin) !== version.versionId) return afterLogin;
  const ports = { credential, notify, record, now: clock.now, origin };
  const failures: unknown[] = [];
  const options = { liveProven: isWell, looksAgain: true, known: [version] };
  // What cannot be settled today takes neither the pulse with it nor the other cases.
  const settled = await settle(ports, afterLogin, options).catch((error: unknown) => {
    failures.push(error);
    return credential.describe();
  });
  const end = (view: SecretView): SecretView => {
    if (failures.length > 0) throw failures[0];
    return view;
  };
  if (currentVersion(settled) !== version.versionId) return end(settled);

  const isVerdict = isWell || outcome.kind === 'rejected';
  const cases = isVerdict ? await casesOfToday(watched, settled, { live, isWell }) : [];
  const tried: Tried[] = [];
  for (const { label, held } of cases) {
    tried.push({ versionId: label.versionId, outcome: await login(held.pair, { maxTries: 1 }) });
  }
  const now = cases.length === 0 ? settled : await credential.describe();
  if (currentVersion(now) !== version.versionId) return end(now);

  const hasLoggedIn = stateOf(now, version.versionId)?.unproven === undefined;
  const pulse = judgePulse(outcome, hasLoggedIn, tried);
  const advanced = await advanceCases(watched, now, { cases, pulse, live: value });
  const works = cases.find(({ label }) => label.versionId === pulse.works);
  const found = { ...pulse, isWell, hasLoggedIn, live: knownPair(value), works: works && knownPair(works.held) };
  return end(await tellTrouble(watched, advanced, live, found));
}

async function casesOfToday(
  { credential, clock }: Watched,
  view: SecretView,
  { live, isWell }: { live: Live & { value: HeldPair }; isWell: boolean },
): Promise<readonly Case[]> {
  const day = Math.floor(clock.now().getTime() / 86_400_000);
  const requested = statedVersions(view).filter(
    ({ state, versionId }) => state === 'requested' && versionId !== live.version.versionId,
  );
  const cases: Case[] = [];
  for (const label of toTry(requested, day, isWell)) {
    const value = parseCredentialValue((await credential.read({ versionId: label.versionId }))?.text);
    // The live pair may stand in a second version that could not be settled yet: it is nobody's to revoke.
    if (value.kind === 'pair' && !value.pair.equals(live.value.pair)) cases.push({ label, held: value });
  }
  return cases;
}

interface Advance {
  readonly cases: readonly Case[];
  readonly pulse: Pulse;
  readonly live: HeldPair;
}

/** What was proved is closed, what still lives is chased. A notice goes out before the label that remembers it. */
async function advanceCases(watched: Watched, view: SecretView, { cases, pulse, live }: Advance): Promise<SecretView> {
  const { credential, notify, record, clock, origin } = watched;
  const now = toInstant(clock.now());
  let next = view;
  for (const { label, held } of cases) {
    const { versionId, at: requestedAt } = label;
    // Another run may have been faster.
    if (stateOf(next, versionId)?.state !== 'requested') continue;
    const replacedAt = whenReplaced(next, label);
    const pairs = { old: knownPair(held), live: knownPair(live), sameKey: held.pair.hasKeyOf(live.pair), requestedAt };
    if (pulse.proved.includes(versionId)) {
      await notify({ ...origin, kind: 'RevocationProved', ...pairs, provedAt: now });
      record({ what: 'proved', versionId, pair: describePair(held.pair) });
      const { chasedAt: _, reason: __, ...closed } = label;
      next = await relabel(credential, next, versionId, { ...closed, state: 'revoked', at: now });
    } else if (pulse.alive.includes(versionId) && isChaseDue(label, now)) {
      const { reason = 'other' } = label;
      const days = Math.round((Date.parse(now) - Date.parse(requestedAt)) / 86_400_000);
      await notify({ ...origin, kind: 'RevocationOverdue', ...pairs, reason, replacedAt, days });
      record({ what: 'chased', versionId, pair: describePair(held.pair), why: `${days} days` });
      next = await relabel(credential, next, versionId, { ...label, chasedAt: now });
    }
  }
  return next;
}

/** When a pair stopped being the live one: the last promotion before the request, which may have gone out later. */
const whenReplaced = (view: SecretView, { versionId, at }: StateLabel): string =>
  statedVersions(view)
    .filter((other) => other.versionId !== versionId)
    .flatMap(({ liveSince: since }) => (since !== undefined && since <= at ? [since] : []))
    .toSorted()
    .at(-1) ?? at;
