import { isDeepStrictEqual } from 'node:util';
import { days } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import { readPolicy } from '../iam/policy.ts';
import { flagMember, jsonObject, type Request, recordsMember } from './check.ts';
import {
  checkNewKey,
  findSecret,
  nameOf,
  type Operation,
  type SecretsContext,
  seconds,
  secretById,
  usableSecret,
} from './context.ts';
import { required, secretValue, text, token, whole } from './limits.ts';
import { alreadyExists, invalidParameter, invalidRequest } from './secret-errors.ts';
import { makeSecret, type Secret } from './state.ts';
import { putVersion } from './values.ts';

const createSecret: Operation = (context, request, caller) => {
  const name = required(request, 'Name', { max: 512 });
  checkName(name);
  const value = secretValue(request);
  const id = token(request, 'InvalidRequestException');
  const known = context.secrets.get(name);
  if (known !== undefined) return createdBefore(known, id, value);
  const secret = makeSecret(name, context.clock.now(), context.place);
  secret.description = text(request, 'Description', { min: 0 });
  secret.kmsKeyId = text(request, 'KmsKeyId', { min: 0 });
  secret.tags = readTags(request);
  const keyId = secret.kmsKeyId;
  checkNewKey(context, { caller, keyId, secretArn: secret.arn });
  if (value !== undefined) putVersion(context, { secret, token: id, value, stages: ['AWSCURRENT'], caller, keyId });
  context.secrets.set(name, secret);
  return { ...nameOf(secret), ...(value && { VersionId: id }) };
};

function checkName(name: string): void {
  if (/^[\w/+=.@!-]+$/.test(name)) return;
  throw new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** A call that is repeated after a lost answer gets the same answer. */
function createdBefore(secret: Secret, id: string, value: unknown): object {
  if (secret.deleteAt !== undefined) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  const version = secret.versions.get(id);
  if (version !== undefined && isDeepStrictEqual(version.value, value)) return { ...nameOf(secret), VersionId: id };
  throw alreadyExists(`The operation failed because the secret ${secret.name} already exists.`);
}

function readTags(request: Request): Secret['tags'] {
  return (recordsMember(request, 'Tags') ?? []).map((tag) => ({
    Key: required(tag, 'Key', { max: 128 }),
    Value: text(tag, 'Value', { min: 0, max: 256 }) ?? '',
  }));
}

const deleteSecret: Operation = (context, request) => {
  const window = whole(request, 'RecoveryWindowInDays', { min: 7, max: 30 });
  const force = flagMember(request, 'ForceDeleteWithoutRecovery') === true;
  if (force && window !== undefined) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
  }
  const id = required(request, 'SecretId');
  const secret = force ? secretById(context, id) : usableSecret(context, request);
  if (secret === undefined) return deletedBefore(id, context.clock.now());
  context.engine.cancel(secret);
  const at = new Date(context.clock.now().getTime() + (force ? 0 : days(window ?? 30)));
  secret.deleteAt = at;
  if (force) context.secrets.delete(secret.name);
  else context.clock.at(at, async () => forget(context, secret, at));
  return { ...nameOf(secret), DeletionDate: seconds(at) };
};

/** Makes the secret usable again, with its values and labels as they were. */
const restoreSecret: Operation = (context, request) => {
  const secret = findSecret(context, request);
  delete secret.deleteAt;
  return nameOf(secret);
};

/** A forced deletion succeeds again if it is repeated, or if the secret never existed. */
function deletedBefore(id: string, at: Date): object {
  return { ...(id.startsWith('arn:') ? { ARN: id } : { Name: id }), DeletionDate: seconds(at) };
}

/** Deletes the secret for good, unless it was restored meanwhile. */
function forget({ secrets }: SecretsContext, secret: Secret, at: Date): void {
  if (secrets.get(secret.name) === secret && secret.deleteAt === at) secrets.delete(secret.name);
}

const putResourcePolicy: Operation = (context, request) => {
  const secret = usableSecret(context, request);
  const policy = required(request, 'ResourcePolicy', { max: 20_480 });
  const document = jsonObject(policy);
  if (document === undefined) {
    throw new AwsError('MalformedPolicyDocumentException', 'This resource policy contains invalid Json.');
  }
  readPolicy(document, 'resource');
  secret.policy = policy;
  return nameOf(secret);
};

const getResourcePolicy: Operation = (context, request) => {
  const secret = usableSecret(context, request);
  return { ...nameOf(secret), ...(secret.policy && { ResourcePolicy: secret.policy }) };
};

export const lifecycleOperations = {
  CreateSecret: createSecret,
  DeleteSecret: deleteSecret,
  RestoreSecret: restoreSecret,
  PutResourcePolicy: putResourcePolicy,
  GetResourcePolicy: getResourcePolicy,
};
