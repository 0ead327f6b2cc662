import { randomUUID } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Clock, systemClock } from '../lambda/runtime/clock.ts';
import { realTerminal, type Terminal } from './terminal.ts';

/** Everything outside that the command touches. */
export interface World {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly randomUUID: () => string;
  /** Credentials, and the region when none is given, come from the SDK's own default chain. */
  readonly secretsManager: (place: Place) => SecretsManagerClient;
}

/** Where on AWS to look, as far as the command line says. */
export interface Place {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

const requestHandler = { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true };

export const realWorld = (): World => ({
  terminal: realTerminal(),
  clock: systemClock,
  randomUUID,
  secretsManager: ({ region, profile }) =>
    new SecretsManagerClient({ ...(region && { region }), ...(profile && { profile }), requestHandler }),
});
