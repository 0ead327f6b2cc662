import type { Needed } from '../iam/access-control.ts';
import type { GivenKeys } from '../iam/condition-keys.ts';
import type { ResourcePolicy } from '../iam/evaluate.ts';
import { readPolicy } from '../iam/policy.ts';
import { type Request, recordMember, recordsMember } from './check.ts';
import { type SecretsContext, secretById } from './context.ts';
import { required, text } from './limits.ts';
import { holderOf, type Secret, sortedStages } from './state.ts';

/** The right that the caller of an operation needs. */
export function neededFor(context: SecretsContext, operation: string, request: Request): readonly Needed[] {
  const action = `secretsmanager:${operation}`;
  if (operation === 'ListSecrets' || operation === 'BatchGetSecretValue') return [{ action, resource: '*' }];
  if (operation === 'CreateSecret') return neededToCreate(context, request);
  const id = required(request, 'SecretId');
  const secret = secretById(context, id);
  const resource = secret?.arn ?? arnOf(context, id);
  const keys = { ...aboutSecret(resource, secret), ...keysOf(operation, request, secret) };
  // AWS names the secret as the request did, and decides by the secret's ARN.
  const own: Needed = { action, resource, named: id, keys, resourcePolicy: policyOf(secret) };
  return operation === 'RotateSecret' ? [own, ...neededToInvoke(context, request, secret)] : [own];
}

function neededToCreate(context: SecretsContext, request: Request): readonly Needed[] {
  const name = required(request, 'Name', { max: 512 });
  const tagged = (recordsMember(request, 'Tags') ?? []).length > 0;
  const about = { resource: arnOf(context, name), named: name, keys: { 'secretsmanager:Name': name } };
  const actions = ['secretsmanager:CreateSecret', ...(tagged ? ['secretsmanager:TagResource'] : [])];
  return actions.map((action) => ({ action, ...about }));
}

/** The caller of RotateSecret needs the right to invoke the function, too. */
function neededToInvoke({ functions }: SecretsContext, request: Request, secret?: Secret): readonly Needed[] {
  const resource = text(request, 'RotationLambdaARN', { min: 0 }) ?? secret?.lambdaArn;
  if (!resource) return [];
  const keys = { 'aws:ViaAWSService': 'true' };
  return [{ action: 'lambda:InvokeFunction', resource, keys, resourcePolicy: functions.policyOf(resource) }];
}

/** The ARN that a name would have. Its last six characters are unknown, so only patterns match it. */
function arnOf({ place: { region, accountId } }: SecretsContext, id: string): string {
  return id.startsWith('arn:') ? id : `arn:aws:secretsmanager:${region}:${accountId}:secret:${id}-??????`;
}

function policyOf(secret: Secret | undefined): ResourcePolicy | undefined {
  if (secret?.policy === undefined) return undefined;
  return { kind: 'may-allow', policy: readPolicy(JSON.parse(secret.policy), 'resource') };
}

const aboutSecret = (arn: string, secret: Secret | undefined): GivenKeys => ({
  'secretsmanager:SecretId': arn,
  'secretsmanager:resource/AllowRotationLambdaArn': secret?.lambdaArn,
});

function keysOf(operation: string, request: Request, secret: Secret | undefined): GivenKeys {
  if (operation === 'GetSecretValue') return keysOfRead(request, secret);
  if (operation === 'UpdateSecretVersionStage') return { 'secretsmanager:VersionStage': text(request, 'VersionStage') };
  if (operation !== 'RotateSecret') return {};
  return {
    'secretsmanager:ModifyRotationRules': String(recordMember(request, 'RotationRules') !== undefined),
    'secretsmanager:RotationLambdaARN': text(request, 'RotationLambdaARN', { min: 0 }),
  };
}

/** All labels of the version that is read, whichever of them the request names. */
function keysOfRead(request: Request, secret: Secret | undefined): GivenKeys {
  const id = text(request, 'VersionId');
  const stage = text(request, 'VersionStage') ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const versions = secret?.versions ?? new Map();
  const version = id === undefined ? holderOf(versions, stage ?? '') : versions.get(id);
  return {
    'secretsmanager:VersionId': id,
    'secretsmanager:VersionStage': version === undefined ? stage : sortedStages(version),
  };
}
