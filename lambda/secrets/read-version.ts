import type { ReadVersions } from './cases.ts';
import { type CredentialValue, parseCredentialValue } from './credential-value.ts';
import type { SecretVersion } from './secret-store.ts';

/** Of a value: the fingerprint of its pair; `undefined` when it is no pair. */
export const fingerprintIn = (value: CredentialValue): string | undefined =>
  value.kind === 'pair' ? value.pair.fingerprint : undefined;

/** What the folding of cases has to know of a version that a run has read. */
export const asRead = (version: SecretVersion | undefined): ReadVersions =>
  version === undefined
    ? {}
    : {
        [version.versionId]: {
          pair: fingerprintIn(parseCredentialValue(version.text)),
          createdAt: version.createdAt,
        },
      };
