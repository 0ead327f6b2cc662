/** An application, or a person, that read the secret and has not read it since the pair was replaced. */
export interface BehindReader {
  /** The ARN of the role or user, without the session. */
  readonly principal: string;
  /** UTC, to the second; `undefined` when no read is known. */
  readonly lastReadAt: string | undefined;
}

/** What is known of the readers of a secret since a pair was replaced. */
export interface Behind {
  readonly readers: readonly BehindReader[];
  /** Whole sentences: what could not be looked up. Empty when everything was. */
  readonly notLookedUp: readonly string[];
}
