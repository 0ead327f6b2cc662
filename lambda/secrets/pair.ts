import { createHash } from 'node:crypto';

/** The most characters a key or a secret may have. */
export const longestPart = 4096;

const printableAscii = /^[\x21-\x7e]+$/;

/**
 * An API key with its API secret. It has no string form: printed, logged or serialized it shows its mask.
 * `reveal` is called in two places only, the login request and the document that is stored.
 */
export class Pair {
  readonly #apiKey: string;
  readonly #apiSecret: string;

  constructor(apiKey: string, apiSecret: string) {
    this.#apiKey = apiKey;
    this.#apiSecret = apiSecret;
  }

  reveal(): { apiKey: string; apiSecret: string } {
    return { apiKey: this.#apiKey, apiSecret: this.#apiSecret };
  }

  /** `…` and the last 4 characters of the key; a key that is shorter than 12, or that a person wrote and is not ASCII, shows none. */
  get maskedKey(): string {
    const isShown = this.#apiKey.length >= 12 && printableAscii.test(this.#apiKey);
    return isShown ? `…${this.#apiKey.slice(-4)}` : '…';
  }

  /**
   * 12 hexadecimal digits over the key in lower case and the secret: names a pair without showing it. The vendor does not
   * document whether the case of a key matters, so two spellings of a key are the same pair.
   */
  get fingerprint(): string {
    return createHash('sha256')
      .update(JSON.stringify([this.#apiKey.toLowerCase(), this.#apiSecret]))
      .digest('hex')
      .slice(0, 12);
  }

  equals(other: Pair | undefined): boolean {
    return other !== undefined && this.hasKeyOf(other) && this.#apiSecret === other.#apiSecret;
  }

  hasKeyOf(other: Pair): boolean {
    return this.#apiKey.toLowerCase() === other.#apiKey.toLowerCase();
  }

  /** Whether a text holds the key or the secret, also in other case or with white space or invisible characters in it. */
  isQuotedIn(text: string): boolean {
    return [this.#apiKey, this.#apiSecret].some((part) => condensed(text).includes(condensed(part)));
  }

  toString(): string {
    return `pair ${this.maskedKey}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
}

const condensed = (text: string): string => text.replace(/[\s\p{C}]/gu, '').toLowerCase();

/** How messages name a pair: never the whole key, never the secret. */
export interface PairDescription {
  readonly maskedKey: string;
  readonly fingerprint: string;
}

export const describePair = ({ maskedKey, fingerprint }: Pair): PairDescription => ({ maskedKey, fingerprint });

/** What is wrong with a key or a secret, without quoting it; `undefined` if nothing is wrong. */
export function flawOf(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text.length > longestPart) return `is longer than ${longestPart} characters`;
  if (printableAscii.test(text)) return undefined;
  if (/\s/.test(text)) return 'contains white space or a line break';
  return 'contains a character that is not printable ASCII, such as a typographic quote';
}
