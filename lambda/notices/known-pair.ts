import type { CredentialValue } from '../secrets/credential-value.ts';
import { describePair } from '../secrets/pair.ts';
import type { KnownPair } from './notice.ts';

/** A version's value that is a pair. */
export type HeldPair = CredentialValue & { readonly kind: 'pair' };

/** The pair of a version, as notices show it. */
export const knownPair = ({ pair, clientId }: Pick<HeldPair, 'pair' | 'clientId'>): KnownPair => ({
  ...describePair(pair),
  clientId,
});
