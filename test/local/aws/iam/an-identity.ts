import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import type { AnAws } from '../an-aws.ts';

export const account = '123456789012';
export const role = `arn:aws:iam::${account}:role/app`;
export const session = `arn:aws:sts::${account}:assumed-role/app/i-1`;
export const root = `arn:aws:iam::${account}:root`;

export const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
export const deny = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
export const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** A role with these statements, and clients that are signed in as it. */
export function anIdentity({ aws, as }: AnAws, ...statements: object[]) {
  aws.iam.addIdentity('app', { arn: session, principalArn: role, policies: [document(...statements)] });
  return {
    secretsManager: new SecretsManagerClient(as('app')),
    sns: new SNSClient(as('app')),
    sts: new STSClient(as('app')),
  };
}

/** What was decided for the role: `+` allowed, `-` refused. */
export const decidedFor = ({ aws }: AnAws) =>
  aws.accesses
    .filter(({ principalArn }) => principalArn === role)
    .map(({ action, allowed }) => `${allowed ? '+' : '-'} ${action}`);
