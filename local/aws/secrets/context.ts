import type { MovableClock } from '../../clock.ts';
import { AwsError } from '../aws-error.ts';
import type { Trail } from '../cloud-trail/trail.ts';
import type { Functions } from '../functions.ts';
import type { AccessControl } from '../iam/access-control.ts';
import type { KeyUse, KmsKeys } from '../iam/kms-keys.ts';
import type { RotationEngine } from '../rotation-engine.ts';
import type { Request } from './check.ts';
import { required } from './limits.ts';
import { invalidRequest, kmsDenied, secretNotFound } from './secret-errors.ts';
import { type Place, type ReadLag, type Secret, seen, type Versions } from './state.ts';

/** The faults that are simulated. */
export interface Faults {
  lag: ReadLag | undefined;
  kmsDenied: boolean;
  /** How many more calls of an operation are throttled. */
  readonly throttled: Map<string, number>;
}

export interface SecretsContext {
  readonly clock: MovableClock;
  readonly place: Place;
  readonly functions: Functions;
  readonly engine: RotationEngine;
  readonly access: AccessControl;
  readonly keys: KmsKeys;
  readonly trail: Trail;
  /** By name. */
  readonly secrets: Map<string, Secret>;
  readonly faults: Faults;
}

/** One operation. `caller` is the access key of the signature. */
export type Operation = (context: SecretsContext, request: Request, caller: string) => object;

/** By name, ARN, or ARN without the six characters that AWS adds. */
export const secretById = ({ secrets }: SecretsContext, id: string): Secret | undefined =>
  secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);

export function findSecret(context: SecretsContext, request: Request): Secret {
  const found = secretById(context, required(request, 'SecretId'));
  if (found === undefined) throw secretNotFound();
  return found;
}

export function usableSecret(context: SecretsContext, request: Request): Secret {
  const secret = findSecret(context, request);
  if (secret.deleteAt === undefined) return secret;
  throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.");
}

export const seenVersions = ({ faults, clock }: SecretsContext, secret: Secret): Versions =>
  seen(secret, faults.lag, clock.now());

/** The key that a value is encrypted or decrypted with, and the caller. */
export interface ValueUse extends Pick<KeyUse, 'caller' | 'keyId' | 'actions'> {
  readonly secretArn: string;
  readonly versionId: string;
}

export function checkKms({ faults, keys }: SecretsContext, { secretArn, versionId, ...use }: ValueUse): void {
  const encryptionContext = { SecretARN: secretArn, SecretVersionId: versionId };
  const refusal = keys.refusal({ ...use, service: 'secretsmanager', encryptionContext });
  if (faults.kmsDenied || refusal !== undefined) throw kmsDenied();
}

/** Checks that the caller can use a new key: AWS tries it and discards the result. */
export function checkNewKey(context: SecretsContext, use: Pick<ValueUse, 'caller' | 'keyId' | 'secretArn'>): void {
  if (use.keyId === undefined) return;
  const versionId = 'RequestToValidateKeyAccess';
  checkKms(context, { ...use, versionId, actions: ['kms:GenerateDataKey', 'kms:Decrypt'] });
}

export function checkThrottle({ faults }: SecretsContext, operation: string): void {
  const left = faults.throttled.get(operation) ?? 0;
  if (left === 0) return;
  faults.throttled.set(operation, left - 1);
  throw new AwsError('ThrottlingException', 'Rate exceeded');
}

/** A date in the form of JSON 1.1. */
export const seconds = (date: Date | undefined): number | undefined => date && date.getTime() / 1000;

export const nameOf = ({ arn, name }: Secret) => ({ ARN: arn, Name: name });
