import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { intakeArns, secretArns } from './names.ts';
import type { Environment } from './settings.ts';

// By prefix and not one by one. The exact ARNs of 50 credentials and their intakes take 10,650 characters with names
// of 10 and 13,650 with names of 40; all inline policies of a role may have 10,240. It also keeps the role as it is
// while a credential comes or goes: AWS's test of a new rotation schedule never meets a grant that has not spread.
//
// Labels are moved by name. AWSPENDING and AWSPREVIOUS are AWS's own to move: no mistake of ours can.

/** What the steps of a rotation do with the secrets of an environment. */
export const rotateRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), [
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    // Into the credential the new pair, into the intake the one version that is empty.
    'secretsmanager:PutSecretValue',
  ]),
  move(secretArns(environment), ['AWSCURRENT', 'octopus:*']),
  move(intakeArns(environment), ['octopus/empty', 'octopus/verdict=*']),
];

/** The daily watch reads the pairs and moves labels of ours. Of an intake it sees the labels alone. */
export const watchRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']),
  move(secretArns(environment), ['octopus:*']),
  keepOut(intakeArns(environment), ['secretsmanager:GetSecretValue', 'secretsmanager:UpdateSecretVersionStage']),
];

/** A rollback moves AWSCURRENT as well, and has nothing to do with an intake. */
export const rollbackRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']),
  move(secretArns(environment), ['AWSCURRENT', 'octopus:*']),
  keepOut(intakeArns(environment), [
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    'secretsmanager:UpdateSecretVersionStage',
  ]),
];

export const allow = (resource: string, actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });

const move = (resource: string, labels: string[]): PolicyStatement =>
  new PolicyStatement({
    actions: ['secretsmanager:UpdateSecretVersionStage'],
    resources: [resource],
    conditions: { StringLike: { 'secretsmanager:VersionStage': labels } },
  });

/** `*` in a pattern matches slashes too: the pattern of the credentials is also one of their intakes. */
const keepOut = (resource: string, actions: string[]): PolicyStatement =>
  new PolicyStatement({ sid: 'NotTheIntakes', effect: Effect.DENY, actions, resources: [resource] });
