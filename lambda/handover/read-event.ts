import { parseObject } from '../secrets/json.ts';

/** The secret whose readers are looked up. */
export interface ReadSecret {
  readonly arn: string;
  readonly name: string;
}

/** Somebody read the value of a secret. */
export interface ReadEvent {
  /** UTC, to the second. */
  readonly at: string;
  /** The ARN of the role or the user, without the session. */
  readonly principal: string;
  /** The name of the session; for a function of Lambda it is the function's name. */
  readonly session: string | undefined;
  /** The version that was read. Unknown for a read by a label, of which no key's event tells. */
  readonly versionId: string | undefined;
}

/**
 * Reads the record of a CloudTrail event. `undefined` for an event of another secret, one that failed, and one without a
 * caller. A `Decrypt` of a customer key names secret and version in its encryption context; `GetSecretValue` and
 * `BatchGetSecretValue` name the secret as their caller wrote it.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export function readEvent(record: string | undefined, secret: ReadSecret): ReadEvent | undefined {
  const event = parseObject(record) ?? {};
  const { eventTime, errorCode } = event;
  const caller = callerIn(event.userIdentity);
  const read = versionRead(event.eventName, Object(event.requestParameters), secret);
  if (typeof eventTime !== 'string' || errorCode !== undefined || caller === undefined || read === undefined) {
    return undefined;
  }
  return { at: eventTime, ...caller, versionId: read.versionId };
}

type Fields = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function callerIn(userIdentity: unknown): Pick<ReadEvent, 'principal' | 'session'> | undefined {
  const { arn, sessionContext } = Object(userIdentity) as Fields;
  const issuer = textOf(Object(Object(sessionContext).sessionIssuer).arn);
  const principal = issuer ?? textOf(arn);
  if (principal === undefined) return undefined;
  return { principal, session: issuer === undefined ? undefined : textOf(arn)?.split('/').at(-1) };
}

function versionRead(
  eventName: unknown,
  parameters: Fields,
  secret: ReadSecret,
): Pick<ReadEvent, 'versionId'> | undefined {
  switch (eventName) {
    case 'Decrypt': {
      const { SecretARN, SecretVersionId } = Object(parameters.encryptionContext) as Fields;
      // Secrets Manager asks so whether a caller may use a key; nothing is read.
      const isRead = SecretARN === secret.arn && SecretVersionId !== 'RequestToValidateKeyAccess';
      return isRead ? { versionId: textOf(SecretVersionId) } : undefined;
    }
    case 'GetSecretValue': {
      const { secretId, versionId } = parameters;
      return isNameOf(secret, secretId) ? { versionId: textOf(versionId) } : undefined;
    }
    case 'BatchGetSecretValue': {
      const { secretIdList: ids } = parameters;
      // With filters in place of ids nobody knows what was read: it may have been this secret.
      const isRead = !Array.isArray(ids) || ids.some((id) => isNameOf(secret, id));
      return isRead ? { versionId: undefined } : undefined;
    }
    default:
      return undefined;
  }
}

/** A caller writes the name, the ARN, or the ARN without the six characters that AWS has added. */
const isNameOf = ({ arn, name }: ReadSecret, id: unknown): boolean =>
  id === name || id === arn || id === arn.replace(/-\w{6}$/, '');
