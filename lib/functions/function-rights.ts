import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Environment } from '../environment.ts';
import { intakeArns, secretArns } from '../names.ts';

// The rights name secrets by prefix. The exact ARNs of 50 credentials and their intakes take 10,650 characters with names
// of 10 characters and 13,650 with names of 40, and all inline policies of a role together are limited to 10,240. A prefix
// also leaves the role unchanged when a credential is added or removed, so that AWS's test of a new rotation schedule
// never runs before a grant has taken effect.
//
// The rights name the labels that a function may move. Only AWS itself may move AWSPENDING and AWSPREVIOUS, so no mistake
// of ours can.

/** Our labels on a credential end with the id of their version; those on an intake have none. */
const labelsOfVersions = 'octopus/*/version=*';

/** The rights of the rotation on the secrets of an environment. */
export const rotateRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), [
    'secretsmanager:DescribeSecret',
    'secretsmanager:GetSecretValue',
    // The rotation puts the new pair into the credential, and the one empty version into the intake.
    'secretsmanager:PutSecretValue',
  ]),
  move(secretArns(environment), ['AWSCURRENT', labelsOfVersions]),
  move(intakeArns(environment), ['octopus/empty', 'octopus/verdict=*']),
];

/** The rights of the daily watch: it reads the pairs and moves our own labels. Of an intake it reads only the labels. */
export const watchRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']),
  move(secretArns(environment), [labelsOfVersions]),
  keepOut(intakeArns(environment), ['secretsmanager:GetSecretValue', 'secretsmanager:UpdateSecretVersionStage']),
  // Who has read a secret. The action supports no resource.
  allow('*', ['cloudtrail:LookupEvents']),
];

/** The rights of the rollback: it reads the pairs, and moves AWSCURRENT and our own labels. It needs no intake. */
export const rollbackRights = (environment: Environment): PolicyStatement[] => [
  allow(secretArns(environment), ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue']),
  move(secretArns(environment), ['AWSCURRENT', labelsOfVersions]),
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

/** `*` in a pattern also matches slashes, so the pattern of the credentials matches their intakes as well. */
const keepOut = (resource: string, actions: string[]): PolicyStatement =>
  new PolicyStatement({ sid: 'NotTheIntakes', effect: Effect.DENY, actions, resources: [resource] });
