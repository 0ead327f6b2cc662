import { reconcile } from '../revocation/reconcile.ts';
import { casesOf } from '../secrets/cases.ts';
import { type CredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { currentVersion, type SecretView } from '../secrets/secret-view.ts';
import { checkLogins } from './check-logins.ts';
import { type Measures, measure } from './measure.ts';
import { remind } from './remind.ts';
import { reportStuck } from './report-stuck.ts';
import { reportTrouble } from './report-trouble.ts';
import type { Live, Watched } from './watched.ts';

/** Runs the parts in order; each gets the labels that the previous one left. Throws the first failure at the end. */
export async function runWatch(watched: Watched): Promise<{ measures: Measures; value: CredentialValue['kind'] }> {
  const { credential, clock } = watched;
  const view = await credential.describe();
  const versionId = currentVersion(view);
  const version = versionId === undefined ? undefined : await credential.read({ versionId });
  if (version === undefined) throw new Error('the live version has no value yet; it is looked at again tomorrow');
  const live: Live = { version, value: parseCredentialValue(version.text) };
  const failures: unknown[] = [];
  let seen = view;
  for (const part of [reconcileFirst, remind, reportStuck, lookAtLive]) {
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
