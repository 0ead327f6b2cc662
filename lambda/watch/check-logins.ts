import { type HeldPair, knownPair } from '../notices/known-pair.ts';
import { reconcile } from '../revocation/reconcile.ts';
import { lagMs } from '../runtime/read-again.ts';
import { type LabelledCase, liveCase, openCases } from '../secrets/cases.ts';
import { parseCredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import { describePair } from '../secrets/pair.ts';
import { relabel } from '../secrets/relabel.ts';
import { currentVersion, type SecretView } from '../secrets/secret-view.ts';
import { judgeLogins, type LoginFindings, type Tried, toTry } from './judge-logins.ts';
import { isChaseDue } from './ladder.ts';
import { reportTrouble } from './report-trouble.ts';
import { casesWith, type Live, type Watched } from './watched.ts';

/** A pair whose revocation was requested, with its value. */
interface Requested {
  readonly one: LabelledCase;
  readonly held: HeldPair;
}

/**
 * Logs in with the live pair and with requested pairs. A due pair is requested, a requested pair that still logs in is
 * chased, and one that is refused is proved to be revoked. If AWSCURRENT moves meanwhile, the run ends.
 */
export async function checkLogins(watched: Watched, live: Live & { value: HeldPair }): Promise<SecretView> {
  const { credential, login, noteLogin, clock } = watched;
  const { version, value } = live;
  const outcome = await login(value.pair, { maxTries: 2 });
  noteLogin(outcome);
  const isWell = outcome.kind === 'accepted';
  // A pair that somebody has just replaced may be refused while reads still show it as the live one.
  if (outcome.kind === 'rejected') await clock.sleep(lagMs);
  const afterLogin = await credential.describe();
  if (currentVersion(afterLogin) !== version.versionId) return afterLogin;
  const failures: unknown[] = [];
  const options = { liveIsProven: isWell, rereadsBeforeRequest: true, known: [version] };
  // A case that cannot be reconciled today must not stop the logins and the other cases.
  const reconciled = await reconcile(watched, afterLogin, options).catch((error: unknown) => {
    failures.push(error);
    return credential.describe();
  });
  const end = (view: SecretView): SecretView => {
    if (failures.length > 0) throw failures[0];
    return view;
  };
  if (currentVersion(reconciled) !== version.versionId) return end(reconciled);

  const isVerdict = isWell || outcome.kind === 'rejected';
  const cases = isVerdict ? await requestedNow(watched, reconciled, { live, isWell }) : [];
  const tried: Tried[] = [];
  for (const { one, held } of cases) {
    tried.push({ versionId: one.versionId, outcome: await login(held.pair, { maxTries: 1 }) });
  }
  const now = cases.length === 0 ? reconciled : await credential.describe();
  if (currentVersion(now) !== version.versionId) return end(now);

  const hasLoggedIn = liveCase(casesWith(now, live))?.label?.unproven === undefined;
  const findings = judgeLogins(outcome, hasLoggedIn, tried);
  const advanced = await advanceCases(watched, now, { cases, findings, live });
  if (currentVersion(advanced) !== version.versionId) return end(advanced);
  const works = cases.find(({ one }) => one.versionId === findings.works);
  const found = { ...findings, isWell, hasLoggedIn, live: knownPair(value), works: works && knownPair(works.held) };
  return end(await reportTrouble(watched, advanced, live, found));
}

async function requestedNow(
  { credential, clock }: Watched,
  view: SecretView,
  { live, isWell }: { live: Live; isWell: boolean },
): Promise<readonly Requested[]> {
  const hour = Math.floor(clock.now().getTime() / 3_600_000);
  const requested = openCases(casesWith(view, live)).filter(({ label }) => label.state === 'requested');
  const found: Requested[] = [];
  for (const one of toTry(requested, hour, isWell)) {
    const held = parseCredentialValue((await credential.read({ versionId: one.label.versionId }))?.text);
    // The value may be another pair than its label says, even the live pair, which nobody may be asked to revoke.
    if (held.kind === 'pair' && held.pair.fingerprint === one.pair) found.push({ one, held });
  }
  return found;
}

interface Advance {
  readonly cases: readonly Requested[];
  readonly findings: LoginFindings;
  readonly live: Live & { readonly value: HeldPair };
}

/** Closes the cases that are proved, and reminds support of the pairs that still log in. A notice is sent before its label. */
async function advanceCases(
  watched: Watched,
  view: SecretView,
  { cases, findings, live }: Advance,
): Promise<SecretView> {
  const { credential, notify, record, clock, origin } = watched;
  const now = toInstant(clock.now());
  let next = view;
  let hasMailed = false;
  for (const { one: tried, held } of cases) {
    // Somebody may have rolled back to this pair while the previous mail was sent.
    const moved = await movedSince(watched, live, hasMailed);
    if (moved !== undefined) return moved;
    const one = openCases(casesWith(next, live)).find(({ pair }) => pair === tried.pair);
    // Another run may have closed the case already.
    if (one?.label.state !== 'requested') continue;
    const { versionId, label } = one;
    const { at: requestedAt, leftAt: replacedAt = requestedAt, reason } = label;
    const sameKey = held.pair.hasKeyOf(live.value.pair);
    const pairs = { old: knownPair(held), live: knownPair(live.value), sameKey, requestedAt };
    if (findings.proved.includes(versionId)) {
      await notify({ ...origin, kind: 'RevocationProved', ...pairs, provedAt: now });
      hasMailed = true;
      record({ what: 'proved', versionId, pair: describePair(held.pair) });
      const to = { ...label, state: 'revoked', at: now, chasedAt: undefined, reason: undefined } as const;
      next = await relabel(credential, next, { one, to });
    } else if (findings.alive.includes(versionId) && isChaseDue(label, now)) {
      const days = Math.round((Date.parse(now) - Date.parse(requestedAt)) / 86_400_000);
      await notify({ ...origin, kind: 'RevocationOverdue', ...pairs, reason: reason ?? 'other', replacedAt, days });
      hasMailed = true;
      record({ what: 'chased', versionId, pair: describePair(held.pair), why: `${days} days` });
      next = await relabel(credential, next, { one, to: { ...label, chasedAt: now } });
    }
  }
  return next;
}

/** If AWSCURRENT has moved since the run read it, and a mail was sent in between: the labels as they are now. */
async function movedSince(
  { credential }: Watched,
  { version }: Live,
  hasMailed: boolean,
): Promise<SecretView | undefined> {
  const now = hasMailed ? await credential.describe() : undefined;
  return now === undefined || currentVersion(now) === version.versionId ? undefined : now;
}
