import { unlessAws } from '../runtime/aws-call.ts';
import { casesOf, openCases } from './cases.ts';
import { parseCredentialValue } from './credential-value.ts';
import { fingerprintIn } from './read-version.ts';
import type { SecretStore } from './secret-store.ts';
import { currentVersion, type SecretView, stateLabels } from './secret-view.ts';

/** The secret of another credential of the environment. */
export interface OtherCredential {
  readonly name: string;
  readonly store: SecretStore;
}

/** Which pairs the other credentials of the environment hold: the name of the credential by the pair's fingerprint. */
export interface Elsewhere {
  readonly live: Readonly<Record<string, string>>;
  /** Pairs whose revocation is open. */
  readonly open: Readonly<Record<string, string>>;
}

/** Looks at the labels of the other credentials, and reads a live value where somebody put it outside a rotation. */
export async function lookElsewhere(others: readonly OtherCredential[]): Promise<Elsewhere> {
  const live: Record<string, string> = {};
  const open: Record<string, string> = {};
  for (const { name, store } of others) {
    // A credential that was deleted holds no pair, and keeps no other one from rotating.
    const view = await unlessAws(['ResourceNotFoundException'], store.describe());
    if (view === undefined || view.isDeleted) continue;
    for (const { pair } of openCases(casesOf(view))) open[pair] = name;
    const pair = await livePair(view, store);
    if (pair !== undefined) live[pair] = name;
  }
  return { live, open };
}

async function livePair(view: SecretView, store: SecretStore): Promise<string | undefined> {
  const versionId = currentVersion(view);
  if (versionId === undefined) return undefined;
  const [placed] = stateLabels(view, versionId);
  if (placed !== undefined) return placed.label.pair;
  const version = await store.read({ versionId });
  return version && fingerprintIn(parseCredentialValue(version.text));
}
