import { Aws } from 'aws-cdk-lib';
import type { Environment } from './environment.ts';

/** The name of an environment's stack: `OctopusCards-Sandbox` or `OctopusCards-Production`. */
export const stackName = (environment: Environment): string =>
  `OctopusCards-${environment.charAt(0).toUpperCase()}${environment.slice(1)}`;

/** All secrets of an environment have this prefix, so that a role can be limited to them. */
export const secretNamePrefix = (environment: Environment): string => `octopus-cards/${environment}/`;

/** The secret that applications read. */
export const credentialSecretName = (environment: Environment, credential: string): string =>
  `${secretNamePrefix(environment)}${credential}`;

/** The intake of a credential. A credential's name has no slash, so no other credential can have this name. */
export const intakeSecretName = (environment: Environment, credential: string): string =>
  `${credentialSecretName(environment, credential)}/intake`;

/** The name of a resource of an environment, such as `octopus-cards-sandbox-rotate-throttled`. */
export const resourceName = (environment: Environment, name: string): string => `octopus-cards-${environment}-${name}`;

/** The name of what an environment has one of: its dashboard, and the group of its schedules. */
export const environmentName = (environment: Environment): string => `octopus-cards-${environment}`;

/** An ARN, or a pattern of ARNs, in the account and region of the stack. */
export const arnOf = (service: string, resource: string): string =>
  `arn:${Aws.PARTITION}:${service}:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** The ARNs of all secrets of an environment, credentials and intakes. */
export const secretArns = (environment: Environment): string =>
  arnOf('secretsmanager', `secret:${secretNamePrefix(environment)}*`);

/**
 * The ARNs of all intakes of an environment. A credential's name has no slash, and a secret's ARN ends in a hyphen and
 * six characters, so the pattern matches no credential, not even one whose name is "intake".
 */
export const intakeArns = (environment: Environment): string =>
  arnOf('secretsmanager', `secret:${secretNamePrefix(environment)}*/intake-??????`);

/** The ARNs of an environment's topics. CloudFormation names them after the stack. */
export const topicArns = (environment: Environment): string => arnOf('sns', `${stackName(environment)}-*`);

/** The ARN of a function of the stack's account and region. */
export const functionArn = (functionName: string): string => arnOf('lambda', `function:${functionName}`);
