import { isDeepStrictEqual } from 'node:util';
import type { Request } from './check.ts';
import {
  checkKms,
  checkNewKey,
  nameOf,
  type Operation,
  type SecretsContext,
  seconds,
  seenVersions,
  usableSecret,
} from './context.ts';
import { moveLabels, updateStage } from './labels.ts';
import { labels, required, secretValue, text, token } from './limits.ts';
import { alreadyExists, invalidRequest, stageNotFound, versionNotFound } from './secret-errors.ts';
import { holderOf, type Secret, type SecretValue, sortedStages, type Version, type Versions, write } from './state.ts';

export interface Put {
  readonly secret: Secret;
  readonly token: string;
  readonly value: SecretValue;
  readonly stages: readonly string[];
  readonly caller: string;
  /** The key that the value is encrypted with. */
  readonly keyId: string | undefined;
}

/** Puts a version. The same token with the same value does nothing; with another value it is refused. */
export function putVersion(context: SecretsContext, put: Put): Version {
  const { clock, engine } = context;
  const { secret, token, value, caller, keyId } = put;
  const known = secret.versions.get(token);
  // The new value is compared with the one that the token has already, so that one has to be decrypted.
  const actions = [known?.value === undefined ? 'kms:GenerateDataKey' : 'kms:Decrypt'] as const;
  checkKms(context, { caller, keyId, actions, secretArn: secret.arn, versionId: token });
  if (known?.value !== undefined) return sameOrRefuse(secret, known, value);
  const hadValue = [...secret.versions.values()].some((version) => version.value !== undefined);
  const stages = hadValue ? put.stages : [...new Set([...put.stages, 'AWSCURRENT'])];
  const version = known ?? { id: token, value, createdAt: clock.now(), stages: new Set<string>(), putBy: caller };
  write(secret, clock.now(), () => {
    moveLabels(secret, stages, version);
    Object.assign(version, { value, putBy: caller });
    secret.versions.set(token, version);
  });
  // While CreateSecret runs, the secret is not in the list yet: its first value does not count as a put.
  const isKnown = context.secrets.get(secret.name) === secret;
  if (isKnown && stages.includes('AWSCURRENT')) engine.currentWasPut(secret);
  return version;
}

function sameOrRefuse({ arn }: Secret, known: Version, value: SecretValue): Version {
  if (isDeepStrictEqual(known.value, value)) return known;
  throw alreadyExists(
    `You can't use ClientRequestToken ${known.id} because that value is already in use for a version of secret ${arn}.`,
  );
}

const putSecretValue: Operation = (context, request, caller) => {
  const secret = usableSecret(context, request);
  const id = token(request, 'InvalidRequestException');
  const stages = labels(request, 'VersionStages') ?? ['AWSCURRENT'];
  const value = secretValue(request);
  if (value === undefined) throw invalidRequest('You must provide either SecretString or SecretBinary.');
  const version = putVersion(context, { secret, token: id, value, stages, caller, keyId: secret.kmsKeyId });
  return { ...nameOf(secret), VersionId: id, VersionStages: sortedStages(version) };
};

const updateSecret: Operation = (context, request, caller) => {
  const secret = usableSecret(context, request);
  const value = secretValue(request);
  const id = value && token(request, 'InvalidRequestException');
  const description = text(request, 'Description', { min: 0 });
  const newKeyId = text(request, 'KmsKeyId', { min: 0 });
  checkNewKey(context, { caller, keyId: newKeyId, secretArn: secret.arn });
  const keyId = newKeyId ?? secret.kmsKeyId;
  if (value !== undefined && id !== undefined) {
    putVersion(context, { secret, token: id, value, stages: ['AWSCURRENT'], caller, keyId });
  }
  secret.description = description ?? secret.description;
  secret.kmsKeyId = keyId;
  secret.changedAt = context.clock.now();
  return { ...nameOf(secret), ...(id && { VersionId: id }) };
};

/** Reads a value, and leaves in CloudTrail that it was read. */
export const readValue: Operation = (context, request, caller) => {
  const secret = usableSecret(context, request);
  const version = wanted(seenVersions(context, secret), request);
  const { arn: secretArn, kmsKeyId: keyId } = secret;
  checkKms(context, { caller, keyId, secretArn, versionId: version.id, actions: ['kms:Decrypt'] });
  recordRead(context, { request, caller, secret, versionId: version.id });
  return {
    ...nameOf(secret),
    VersionId: version.id,
    ...version.value,
    VersionStages: sortedStages(version),
    CreatedDate: seconds(version.createdAt),
  };
};

interface Read {
  readonly request: Request;
  readonly caller: string;
  readonly secret: Secret;
  readonly versionId: string;
}

/** The read, with the members as the caller wrote them, and the use of a key of the account's own. */
function recordRead({ trail, keys }: SecretsContext, { request, caller, secret, versionId: SecretVersionId }: Read) {
  const { SecretId: secretId, VersionId: versionId, VersionStage: versionStage } = request;
  trail.record({ name: 'GetSecretValue', caller, requestParameters: { secretId, versionId, versionStage } });
  const keyArn = keys.arnOf(secret.kmsKeyId);
  if (keyArn === undefined) return;
  const encryptionContext = { SecretARN: secret.arn, SecretVersionId };
  const requestParameters = { encryptionContext, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
  trail.record({ name: 'Decrypt', caller, requestParameters, keyArn });
}

/** The version that a read asks for. A version without a value counts as absent. */
function wanted(versions: Versions, request: Request): Version {
  const id = text(request, 'VersionId', { min: 32, max: 64 });
  const stage = text(request, 'VersionStage', { max: 256 }) ?? (id === undefined ? 'AWSCURRENT' : undefined);
  const version = id === undefined ? holderOf(versions, stage ?? '') : versions.get(id);
  if (version === undefined) throw id === undefined ? stageNotFound(stage ?? '') : versionNotFound(id);
  if (stage !== undefined && !version.stages.has(stage)) {
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.');
  }
  if (version.value !== undefined) return version;
  throw stage === undefined ? versionNotFound(version.id) : stageNotFound(stage);
}

const updateSecretVersionStage: Operation = (context, request) => {
  const secret = usableSecret(context, request);
  const update = {
    label: required(request, 'VersionStage', { max: 256 }),
    moveTo: text(request, 'MoveToVersionId', { min: 32, max: 64 }),
    removeFrom: text(request, 'RemoveFromVersionId', { min: 32, max: 64 }),
  };
  write(secret, context.clock.now(), () => updateStage(secret, update));
  return nameOf(secret);
};

export const valueOperations = {
  PutSecretValue: putSecretValue,
  UpdateSecret: updateSecret,
  GetSecretValue: readValue,
  UpdateSecretVersionStage: updateSecretVersionStage,
};
