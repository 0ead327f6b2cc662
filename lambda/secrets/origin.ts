export type Environment = 'sandbox' | 'production';

/** A credential of an environment: what every notice says of where it comes from. */
export interface Origin {
  readonly environment: Environment;
  readonly credential: string;
}
