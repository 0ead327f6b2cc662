import { Aws } from 'aws-cdk-lib';
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

/** What is called after what it does: `octopus-cards-sandbox-rotate-throttled`. */
export const resourceName = (environment: Environment, name: string): string => `octopus-cards-${environment}-${name}`;

/** What there is one of in an environment: its dashboard, and the group of its schedules. */
export const environmentName = (environment: Environment): string => `octopus-cards-${environment}`;

/** The ARN, or the pattern of ARNs, of something of this account and region. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** The ARNs of all secrets of an environment, credentials and intakes. */
export const secretArns = (environment: Environment): string =>
  arnOf('secretsmanager', `secret:${secretNamePrefix(environment)}*`);

/**
 * The ARNs of all intakes of an environment. A credential's name has no slash and a secret's ARN ends in a hyphen and
 * six characters: no credential is matched, not even one that is called "intake".
 */
export const intakeArns = (environment: Environment): string =>
  arnOf('secretsmanager', `secret:${secretNamePrefix(environment)}*/intake-??????`);

/** The ARNs of an environment's topics, which CloudFormation names after the stack. */
export const topicArns = (environment: Environment): string => arnOf('sns', `${stackName(environment)}-*`);

export const functionArn = (functionName: string): string => arnOf('lambda', `function:${functionName}`);
