import { type Case, casesOf, type ReadVersions, unlabelledPrevious } from '../secrets/cases.ts';
import { type CredentialValue, parseCredentialValue } from '../secrets/credential-value.ts';
import { fingerprintIn } from '../secrets/read-version.ts';
import type { SecretStore, SecretVersion } from '../secrets/secret-store.ts';
import { currentVersion, type SecretView } from '../secrets/secret-view.ts';

/** A version's value, with the day on which it was put. */
export interface ReadValue {
  readonly value: CredentialValue;
  readonly createdAt: string;
}

/** The values that a run has read: a version's value never changes, so none is read twice. */
export interface Values {
  readonly read: (versionId: string) => Promise<ReadValue | undefined>;
  /** Those that were read until now, by version id. */
  readonly known: () => Readonly<Record<string, ReadValue>>;
}

export function createValues(store: SecretStore, versions: readonly SecretVersion[]): Values {
  const known: Record<string, ReadValue> = {};
  const keep = ({ versionId, text, createdAt }: SecretVersion): ReadValue =>
    (known[versionId] = { value: parseCredentialValue(text), createdAt });
  for (const version of versions) keep(version);
  return {
    known: () => known,
    async read(versionId) {
      if (known[versionId] !== undefined) return known[versionId];
      const version = await store.read({ versionId });
      return version && keep(version);
    },
  };
}

/**
 * The cases of a secret. Labels show all of them but two, whose values are read: the live pair, and the pair of an
 * AWSPREVIOUS that somebody put outside a rotation.
 */
export async function readCases(view: SecretView, values: Values): Promise<readonly Case[]> {
  for (const versionId of [currentVersion(view), unlabelledPrevious(view)]) {
    if (versionId !== undefined) await values.read(versionId);
  }
  return casesOf(view, fingerprintsIn(values.known()));
}

const fingerprintsIn = (known: Readonly<Record<string, ReadValue>>): ReadVersions =>
  Object.fromEntries(
    Object.entries(known).map(([versionId, { value, createdAt }]) => [
      versionId,
      { pair: fingerprintIn(value), createdAt },
    ]),
  );
