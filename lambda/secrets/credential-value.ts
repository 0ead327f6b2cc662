import { parseObject } from './json.ts';
import { Pair } from './pair.ts';

/** What a version of the credential secret holds. */
export type CredentialValue =
  | { readonly kind: 'pair'; readonly pair: Pair; readonly clientId: string | undefined }
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'broken' };

/**
 * Reads the value of a credential secret. Lenient, because a person may have written it:
 * whatever has a key and a secret is a pair that may have to be revoked one day.
 */
export function parseCredentialValue(text: string | undefined): CredentialValue {
  const value = parseObject(text);
  if (value === undefined) return { kind: 'broken' };
  if (value.status === 'awaiting-first-pair') return { kind: 'placeholder' };
  const { API_KEY: apiKey, API_SECRET: apiSecret, CLIENT_ID: clientId } = value;
  if (typeof apiKey !== 'string' || typeof apiSecret !== 'string' || apiKey === '' || apiSecret === '') {
    return { kind: 'broken' };
  }
  const hasClientId = (typeof clientId === 'string' && clientId !== '') || typeof clientId === 'number';
  return { kind: 'pair', pair: new Pair(apiKey, apiSecret), clientId: hasClientId ? String(clientId) : undefined };
}

/** The document that applications read: each key becomes the environment variable of that name. */
export function formatCredentialValue(
  pair: Pair,
  { baseUrl, clientId }: { baseUrl: string; clientId: string },
): string {
  const { apiKey, apiSecret } = pair.reveal();
  return JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret, BASE_URL: baseUrl, CLIENT_ID: clientId });
}
