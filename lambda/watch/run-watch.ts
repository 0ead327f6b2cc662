import { reconcile } from '../revocation/reconcile.ts';
import { casesOf } from '../secrets/cases.ts';
import { type CredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { toInstant } from '../secrets/label.ts';
import { currentVersion, type SecretView } from '../secrets/secret-view.ts';
import { checkLogins } from './check-logins.ts';
import { decideHandover, type HandoverDecision } from './decide-handover.ts';
import { type Measures, measure } from './measure.ts';
import { isQuiet } from './quiet.ts';
import { remind } from './remind.ts';
import { reportStuck } from './report-stuck.ts';
import { reportTrouble } from './report-trouble.ts';
import type { Live, Watched } from './watched.ts';

/** What a run does. */
export type Scope =
  /** Once a day, or started by a person: everything. */
  | { readonly kind: 'full' }
  /** Every other hour of the day: nothing, unless something is open. */
  | { readonly kind: 'hourly' }
  /** An operator has decided about a request that waits. */
  | { readonly kind: 'handover'; readonly decision: HandoverDecision };

/** What a run has seen; `undefined` when the labels showed that nothing is open. */
export type Seen = { readonly measures: Measures; readonly value: CredentialValue['kind'] } | undefined;

export async function runWatch(watched: Watched, scope: Scope): Promise<Seen> {
  const { credential, clock, handover } = watched;
  const view = await credential.describe();
  switch (scope.kind) {
    case 'full':
      return await runParts(watched, view, [reconcileFirst, remind, reportStuck, lookAtLive]);
    case 'hourly':
      if (isQuiet(view, handover.settings, toInstant(clock.now()))) return undefined;
      return await runParts(watched, view, [reconcileFirst, lookAtLive]);
    case 'handover':
      return await runParts(watched, await decideHandover(watched, view, scope.decision), [reconcileFirst, lookAtLive]);
  }
}

type Part = (watched: Watched, view: SecretView, live: Live) => Promise<SecretView>;

/** Runs the parts in order; each gets the labels that the previous one left. Throws the first failure at the end. */
async function runParts(watched: Watched, view: SecretView, parts: readonly Part[]): Promise<Seen> {
  const { credential, clock } = watched;
  const versionId = currentVersion(view);
  const version = versionId === undefined ? undefined : await credential.read({ versionId });
  if (version === undefined) throw new Error('the live version has no value yet; the next run looks at it again');
  const live: Live = { version, value: parseCredentialValue(version.text) };
  const failures: unknown[] = [];
  let seen = view;
  for (const part of parts) {
    try {
      seen = await part(watched, seen, live);
    } catch (error) {
      failures.push(error);
      seen = await credential.describe();
    }
  }
  if (failures.length > 0) throw failures[0];
  return { measures: measure(seen, live, clock.now()), value: live.value.kind };
}

/** Completes what somebody changed outside a rotation or a crash left open, as far as that needs no login. */
async function reconcileFirst(watched: Watched, view: SecretView, { version }: Live): Promise<SecretView> {
  return await reconcile(watched, view, {
    liveIsProven: false,
    known: [version],
  });
}

async function lookAtLive(watched: Watched, view: SecretView, { version, value }: Live): Promise<SecretView> {
  if (value.kind === 'pair') return await checkLogins(watched, { version, value });
  const hadPair = casesOf(view).some(({ label }) => label !== undefined && label.state !== 'staged');
  return await reportTrouble(
    watched,
    view,
    { version, value },
    {
      trouble: hadPair ? 'LiveValueBroken' : undefined,
      isWell: false,
      live: undefined,
      hasLoggedIn: false,
      why: [],
    },
  );
}
