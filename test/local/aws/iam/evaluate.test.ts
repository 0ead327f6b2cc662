import { describe, expect, it } from 'vitest';
import { toKeys } from '../../../../local/aws/iam/condition-keys.ts';
import { type Caller, evaluate } from '../../../../local/aws/iam/evaluate.ts';
import { readPolicy } from '../../../../local/aws/iam/policy.ts';

const account = '123456789012';
const role = `arn:aws:iam::${account}:role/app`;
const session = `arn:aws:sts::${account}:assumed-role/app/i-1`;
const root = `arn:aws:iam::${account}:root`;
const secret = `arn:aws:secretsmanager:us-east-1:${account}:secret:octopus-cards/sandbox/api-AbCdEf`;
const caller: Caller = { kind: 'identity', arn: session, principalArn: role, accountId: account };
const service: Caller = { kind: 'service', name: 'secretsmanager.amazonaws.com' };

const variable = (name: string) => `$\{${name}}`;

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const allow = (more: object) => ({ ...everything, ...more });
const deny = (more: object) => ({ ...everything, Effect: 'Deny', ...more });

interface Case {
  own?: object[];
  resource?: object[];
  key?: object[];
  keys?: Record<string, string | string[]>;
  by?: Caller;
}

/** The verdict on reading the secret, as one word. */
function verdict({ own = [], resource, key, keys = {}, by = caller }: Case): string {
  const read = (Statement: object[], kind: 'identity' | 'resource') =>
    readPolicy({ Version: '2012-10-17', Statement }, kind);
  const kind = key === undefined ? ('may-allow' as const) : ('must-allow' as const);
  const request = { caller: by, action: 'secretsmanager:GetSecretValue', resource: secret, keys: toKeys(keys) };
  const decided = evaluate(request, {
    identity: [read(own, 'identity')],
    resource: { kind, policy: read(key ?? resource ?? [], 'resource') },
  });
  return decided.kind === 'allowed' ? 'allowed' : `denied by ${decided.by}`;
}

describe('an own policy', () => {
  it.each([
    ['nothing', [], 'denied by nobody'],
    ['the action', [allow({ Action: 'secretsmanager:GetSecretValue' })], 'allowed'],
    ['the action in other letters', [allow({ Action: 'SecretsManager:getsecretvalue' })], 'allowed'],
    ['actions by pattern', [allow({ Action: ['sns:*', 'secretsmanager:Get??????Value'] })], 'allowed'],
    ['another action', [allow({ Action: 'secretsmanager:PutSecretValue' })], 'denied by nobody'],
    ['all but another action', [allow({ Action: undefined, NotAction: 'secretsmanager:Put*' })], 'allowed'],
    ['all but this action', [allow({ Action: undefined, NotAction: 'secretsmanager:Get*' })], 'denied by nobody'],
    ['the resource by pattern', [allow({ Resource: `${secret.slice(0, -6)}??????` })], 'allowed'],
    ['the resource in other letters', [allow({ Resource: secret.toUpperCase() })], 'denied by nobody'],
    ['a name that begins like it', [allow({ Resource: secret.slice(0, -7) })], 'denied by nobody'],
    ['all but this resource', [allow({ Resource: undefined, NotResource: secret })], 'denied by nobody'],
    ['everything, and denies this', [everything, deny({ Resource: secret })], 'denied by identity'],
    ['everything, and denies another', [everything, deny({ Resource: `${secret}x` })], 'allowed'],
  ])('that allows %s', (_, own, expected) => expect(verdict({ own })).toBe(expected));
});

describe('a resource policy', () => {
  const to = (Principal: unknown) => [allow({ Principal })];
  it.each([
    ['the role', to({ AWS: role }), [], 'allowed'],
    ['the session', to({ AWS: [`${role}x`, session] }), [], 'allowed'],
    ['everybody', to('*'), [], 'allowed'],
    ['another role', to({ AWS: `${role}x` }), [], 'denied by nobody'],
    ['a service', to({ Service: 'sns.amazonaws.com' }), [], 'denied by nobody'],
    ['the account, and leaves it to the own policy', to({ AWS: root }), [], 'denied by nobody'],
    ['the account by its number', to({ AWS: account }), [everything], 'allowed'],
    ['nobody, and denies everybody', [deny({ Principal: '*' })], [everything], 'denied by resource'],
    ['nobody, and denies the account', [deny({ Principal: { AWS: root } })], [everything], 'denied by resource'],
    ['nobody, and denies another role', [deny({ Principal: { AWS: `${role}x` } })], [everything], 'allowed'],
    ['the role, which denies itself', to({ AWS: role }), [deny({})], 'denied by identity'],
    ['nobody, and spares all names', [deny({ NotPrincipal: { AWS: [root, role, session] } })], [everything], 'allowed'],
    ['nobody, and spares the role', [deny({ NotPrincipal: { AWS: role } })], [everything], 'denied by resource'],
  ])('that allows %s', (_, resource, own, expected) => expect(verdict({ resource, own })).toBe(expected));

  it.each([
    [{ Service: 'secretsmanager.amazonaws.com' }, 'allowed'],
    [{ Service: 'sns.amazonaws.com' }, 'denied by nobody'],
    [{ AWS: root }, 'denied by nobody'],
  ])('that allows %j applies to a service', (Principal, expected) => {
    expect(verdict({ resource: to(Principal), by: service })).toBe(expected);
  });
});

describe('a key policy', () => {
  it.each([
    ['the role', { AWS: role }, [], 'allowed'],
    ['the account, which allows it', { AWS: root }, [everything], 'allowed'],
    ['the account, which does not', { AWS: root }, [], 'denied by nobody'],
    ['somebody else', { AWS: `${role}x` }, [everything], 'denied by key'],
  ])('that allows %s', (_, Principal, own, expected) => {
    expect(verdict({ key: [allow({ Principal })], own })).toBe(expected);
  });
});

describe('a condition', () => {
  const stage = 'secretsmanager:VersionStage';
  const arn = 'aws:SourceArn';
  const some = { [stage]: ['AWSCURRENT', 'live'] };
  it.each([
    ['StringEquals', { [stage]: 'AWSCURRENT' }, { [stage]: 'AWSCURRENT' }, true],
    ['StringEquals', { [stage]: 'AWS*' }, { [stage]: 'AWSCURRENT' }, false],
    ['StringEquals', { 'SecretsManager:versionstage': ['x', 'y'] }, { [stage]: 'y' }, true],
    ['StringEquals', { [stage]: 'x' }, {}, false],
    ['StringEqualsIfExists', { [stage]: 'x' }, {}, true],
    ['StringEqualsIfExists', { [stage]: 'x' }, { [stage]: 'y' }, false],
    ['StringNotEquals', { [stage]: ['x', 'y'] }, { [stage]: 'z' }, true],
    ['StringNotEquals', { [stage]: ['x', 'y'] }, { [stage]: 'y' }, false],
    ['StringNotEquals', { [stage]: 'x' }, {}, true],
    ['StringEqualsIgnoreCase', { [stage]: 'awscurrent' }, { [stage]: 'AWSCURRENT' }, true],
    ['StringLike', { [stage]: 'AWSC?RR*' }, { [stage]: 'AWSCURRENT' }, true],
    ['StringLike', { [stage]: 'a.c' }, { [stage]: 'abc' }, false],
    ['StringNotLike', { [stage]: 'AWS*' }, { [stage]: 'staged-x' }, true],
    ['StringEquals', { 'aws:PrincipalArn': variable('aws:SourceArn') }, { 'aws:PrincipalArn': 'a', [arn]: 'a' }, true],
    ['StringLike', { 'aws:PrincipalArn': variable('aws:SourceArn') }, { 'aws:PrincipalArn': 'aa', [arn]: 'a*' }, false],
    ['StringLike', { 'aws:PrincipalArn': `${variable('aws:SourceArn')}*` }, { 'aws:PrincipalArn': 'a' }, false],
    ['StringLike', { [stage]: `a${variable('*')}` }, { [stage]: 'a*' }, true],
    [
      'ArnLike',
      { [arn]: 'arn:aws:lambda:*:123456789012:function:*' },
      { [arn]: 'arn:aws:lambda:a:123456789012:function:f:1' },
      true,
    ],
    ['ArnEquals', { [arn]: 'arn:*:f' }, { [arn]: 'arn:aws:lambda:a:123456789012:function:f' }, false],
    ['ArnNotLike', { [arn]: 'arn:aws:sns:*:*:*' }, { [arn]: 'arn:aws:lambda:a:1:function:f' }, true],
    ['ArnNotEquals', { [arn]: 'arn:aws:sns:a:1:t' }, { [arn]: 'arn:aws:sns:a:1:t' }, false],
    ['Bool', { 'aws:SecureTransport': false }, { 'aws:SecureTransport': 'true' }, false],
    ['Bool', { 'aws:SecureTransport': 'true' }, { 'aws:SecureTransport': 'true' }, true],
    ['Null', { [stage]: 'true' }, {}, true],
    ['Null', { [stage]: false }, {}, false],
    ['Null', { [stage]: false }, some, true],
    ['NumericLessThan', { 'aws:PrincipalAccount': 10 }, { 'aws:PrincipalAccount': '9' }, true],
    ['NumericNotEquals', { 'aws:PrincipalAccount': 10 }, { 'aws:PrincipalAccount': '10.0' }, false],
    ['ForAnyValue:StringEquals', { [stage]: 'live' }, some, true],
    ['ForAnyValue:StringEquals', { [stage]: 'live' }, {}, false],
    ['ForAnyValue:StringNotEquals', { [stage]: 'live' }, some, true],
    ['ForAnyValue:StringNotEquals', { [stage]: 'live' }, {}, false],
    ['ForAllValues:StringEquals', { [stage]: 'live' }, some, false],
    ['ForAllValues:StringLike', { [stage]: ['live', 'AWS*'] }, some, true],
    ['ForAllValues:StringEquals', { [stage]: 'live' }, {}, true],
    ['StringNotEquals', { [stage]: 'live' }, some, false],
  ] as const)('%s %j of %j is %s', (operator, wanted, keys, holds) => {
    const own = [allow({ Condition: { [operator]: wanted } })];
    expect(verdict({ own, keys: keys as Record<string, string | string[]> })).toBe(
      holds ? 'allowed' : 'denied by nobody',
    );
  });

  it('has to hold in all its lines', () => {
    const Condition = { StringEquals: { [stage]: 'live', 'aws:PrincipalArn': role }, Null: { [arn]: 'true' } };
    const own = [allow({ Condition })];
    expect(verdict({ own, keys: { [stage]: 'live', 'aws:PrincipalArn': role } })).toBe('allowed');
    expect(verdict({ own, keys: { [stage]: 'live', 'aws:PrincipalArn': role, [arn]: 'a' } })).toBe('denied by nobody');
  });
});

it.each(['constructor', 'toString'])('takes %s, which objects inherit, for the text it is', (name) => {
  const own = (operator: string) => [allow({ Condition: { [operator]: { 'secretsmanager:Name': name } } })];
  for (const operator of ['StringEquals', 'StringLike']) {
    expect(verdict({ own: own(operator), keys: { 'secretsmanager:Name': name } })).toBe('allowed');
  }
});
