import { expect, it } from 'vitest';
import { readPolicy } from '../../../../local/aws/iam/policy.ts';

const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
const when = (Condition: object) => ({ ...allow, Condition });
const variable = '$'.concat('{aws:PrincipalArn}');

it.each([
  [when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 'iam:condition operator IpAddress is not modelled'],
  [when({ NullIfExists: { 'aws:SourceArn': true } }), 'iam:condition operator NullIfExists is not modelled'],
  [when({ BoolNotEquals: { 'aws:SourceArn': true } }), 'iam:condition operator BoolNotEquals is not modelled'],
  [when({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), 'iam:condition key aws:SourceVpce is not modelled'],
  [when({ ArnLike: { 'aws:SourceArn': variable } }), 'iam:a policy variable with ArnLike is not modelled'],
  [{ ...allow, Principals: '*' }, 'iam:policy element Principals is not modelled'],
  [{ ...allow, Principal: { Federated: 'x' } }, 'iam:policy element Federated is not modelled'],
  [{ ...allow, NotPrincipal: '*' }, 'iam:Allow with NotPrincipal is not modelled'],
])('names what is not modelled in %j', (statement, message) => {
  const principal = 'Principal' in statement || 'NotPrincipal' in statement ? {} : { Principal: '*' };
  const document = { Version: '2012-10-17', Statement: { ...principal, ...statement } };
  expect(() => readPolicy(document, 'resource')).toThrow(message);
});

it.each([
  [{ ...allow, NotAction: '*' }, 'A statement needs either Action or NotAction.'],
  [{ Effect: 'Allow', Action: '*' }, 'A statement needs either Resource or NotResource.'],
  [{ ...allow, Principal: '*' }, 'Policy document should not specify a principal.'],
  [{ ...allow, Effect: 'allow' }, 'Effect: '],
  [{ ...allow, Resource: { Ref: 'Topic' } }, 'Resource: '],
])('refuses the statement %j', (statement, message) => {
  expect(() => readPolicy({ Version: '2012-10-17', Statement: [statement] }, 'identity')).toThrow(message);
});

it('refuses a resource policy without a principal', () => {
  expect(() => readPolicy({ Statement: [allow] }, 'resource')).toThrow('either Principal or NotPrincipal');
});

it('refuses a variable where AWS would take it as text', () => {
  const Statement = when({ StringLike: { 'aws:SourceArn': variable } });
  expect(() => readPolicy({ Version: '2008-10-17', Statement }, 'identity')).toThrow('version 2008-10-17');
});
