import type { Environment } from './settings.ts';

/** `OctopusCards-Sandbox`, `OctopusCards-Production`. */
export const stackName = (environment: Environment): string =>
  `OctopusCards-${environment.charAt(0).toUpperCase()}${environment.slice(1)}`;

/** Everything of one environment lies under this prefix, so that a role can be held to it. */
export const secretNamePrefix = (environment: Environment): string => `octopus-cards/${environment}/`;

/** What applications read. */
export const credentialSecretName = (environment: Environment, credential: string): string =>
  `${secretNamePrefix(environment)}${credential}`;

/** The mailbox of a credential. A credential's name has no slash, so no other credential can be called this. */
export const intakeSecretName = (environment: Environment, credential: string): string =>
  `${credentialSecretName(environment, credential)}/intake`;

export const rotateFunctionName = (environment: Environment): string => `octopus-cards-${environment}-rotate`;

/** What is called after what it does: `octopus-cards-sandbox-rotate-throttled`. */
export const resourceName = (environment: Environment, name: string): string => `octopus-cards-${environment}-${name}`;
