import type { ReadVersions } from './cases.ts';
import { type CredentialValue, parseCredentialValue } from './credential-value.ts';
import type { SecretVersion } from './secret-store.ts';

/** The fingerprint of the pair in a value; `undefined` if the value is not a pair. */
export const fingerprintIn = (value: CredentialValue): string | undefined =>
  value.kind === 'pair' ? value.pair.fingerprint : undefined;

/** What `casesOf` needs of a version that a run has read. */
export const asRead = (version: SecretVersion | undefined): ReadVersions =>
  version === undefined
    ? {}
    : {
        [version.versionId]: {
          pair: fingerprintIn(parseCredentialValue(version.text)),
          createdAt: version.createdAt,
        },
      };
