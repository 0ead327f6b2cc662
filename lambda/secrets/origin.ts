export type Environment = 'sandbox' | 'production';

/** The credential and the environment that a notice is about. */
export interface Origin {
  readonly environment: Environment;
  readonly credential: string;
}
