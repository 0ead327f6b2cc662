import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../lambda/handover/read-event.ts';

const name = 'octopus-cards/sandbox/api';
const arn = `arn:aws:secretsmanager:eu-central-1:123456789012:secret:${name}-AbCdEf`;
const other = arn.replace('/api-', '/other-');
const role = 'arn:aws:iam::123456789012:role/app';
const assumed = {
  arn: 'arn:aws:sts::123456789012:assumed-role/app/i-1',
  sessionContext: { sessionIssuer: { arn: role } },
};

interface Given {
  readonly eventName?: string;
  readonly requestParameters?: unknown;
  readonly [field: string]: unknown;
}

const record = (given: Given): string =>
  JSON.stringify({ eventTime: '2026-11-01T12:00:00Z', userIdentity: assumed, ...given });

const reads = (given: Given): string => {
  const event = readEvent(record(given), { arn, name });
  return event === undefined ? 'no read' : `${event.versionId ?? 'some version'}`;
};

describe('an event', () => {
  it.each<[what: string, eventName: string, requestParameters: unknown, found: string]>([
    ['by name', 'GetSecretValue', { secretId: name }, 'some version'],
    ['by ARN', 'GetSecretValue', { secretId: arn }, 'some version'],
    ['by ARN without the six characters', 'GetSecretValue', { secretId: arn.slice(0, -7) }, 'some version'],
    ['of a version', 'GetSecretValue', { secretId: name, versionId: 'v1' }, 'v1'],
    ['by a label', 'GetSecretValue', { secretId: name, versionStage: 'AWSPREVIOUS' }, 'some version'],
    ['of another secret', 'GetSecretValue', { secretId: other }, 'no read'],
    ['of a secret whose name begins with it', 'GetSecretValue', { secretId: `${name}2` }, 'no read'],
    ['of several secrets', 'BatchGetSecretValue', { secretIdList: [other, arn] }, 'some version'],
    ['of several others', 'BatchGetSecretValue', { secretIdList: [other] }, 'no read'],
    ['by filters, which may be of this one', 'BatchGetSecretValue', { filters: [{ key: 'all' }] }, 'some version'],
    ['by a key', 'Decrypt', { encryptionContext: { SecretARN: arn, SecretVersionId: 'v1' } }, 'v1'],
    ['of another by a key', 'Decrypt', { encryptionContext: { SecretARN: other, SecretVersionId: 'v1' } }, 'no read'],
    ['by a key, without a version', 'Decrypt', { encryptionContext: { SecretARN: arn } }, 'some version'],
    ['of something else by a key', 'Decrypt', null, 'no read'],
    ['of another kind', 'DescribeSecret', { secretId: name }, 'no read'],
    ['without parameters', 'GetSecretValue', null, 'no read'],
  ])('%s: %s', (_, eventName, requestParameters, found) => {
    expect(reads({ eventName, requestParameters })).toBe(found);
  });

  it.each<[what: string, userIdentity: unknown, found: unknown]>([
    ['a role', assumed, { principal: role, session: 'i-1' }],
    ['a user', { arn: 'arn:aws:iam::123456789012:user/ann' }, { principal: 'arn:aws:iam::123456789012:user/ann' }],
    ['a role whose session nobody knows', { sessionContext: { sessionIssuer: { arn: role } } }, { principal: role }],
  ])('names its caller: %s', (_, userIdentity, found) => {
    const text = record({ userIdentity, eventName: 'GetSecretValue', requestParameters: { secretId: name } });
    expect(readEvent(text, { arn, name })).toEqual({
      at: '2026-11-01T12:00:00Z',
      ...Object(found),
      versionId: undefined,
    });
  });

  it.each<[what: string, given: Given]>([
    ['that failed', { errorCode: 'AccessDenied' }],
    ['without a time', { eventTime: undefined }],
    ['without a caller', { userIdentity: { type: 'AWSService' } }],
    ['whose caller is nothing', { userIdentity: null }],
  ])('%s is no read', (_, given) => {
    expect(reads({ eventName: 'GetSecretValue', requestParameters: { secretId: name }, ...given })).toBe('no read');
  });

  it.each([undefined, '', 'no JSON', '[]', 'null'])('that is %s is no read', (text) => {
    expect(readEvent(text, { arn, name })).toBeUndefined();
  });
});
