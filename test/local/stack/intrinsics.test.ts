import { describe, expect, it } from 'vitest';
import { referencesOf, resolve } from '../../../local/stack/intrinsics.ts';

const references = {
  ref: (id: string) => `<${id}>`,
  attribute: (id: string, name: string) => `<${id}.${name}>`,
};

/** As a template writes it. */
const variable = (name: string): string => `\${${name}}`;

describe('a value of a template', () => {
  it.each([
    [{ Ref: 'Topic' }, '<Topic>'],
    [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
    [{ 'Fn::GetAtt': ['Role', 'Arn'] }, '<Role.Arn>'],
    [{ 'Fn::GetAtt': 'Role.Arn' }, '<Role.Arn>'],
    [{ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }]] }, 'arn:<AWS::Partition>'],
    [{ 'Fn::Join': [',', { 'Fn::GetAZs': '' }] }, '<AWS::Region>a,<AWS::Region>b,<AWS::Region>c'],
    [{ 'Fn::Sub': `cdk-${variable('AWS::AccountId')}-${variable('Role.Arn')}` }, 'cdk-<AWS::AccountId>-<Role.Arn>'],
    [{ 'Fn::Sub': [`${variable('Name')}-x`, { Name: { Ref: 'Topic' } }] }, '<Topic>-x'],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    [
      [{ Ref: 'A' }, { plain: [1, true, null] }],
      ['<A>', { plain: [1, true, null] }],
    ],
  ])('%j is %j', (value, resolved) => {
    expect(resolve(value, references)).toEqual(resolved);
  });

  it('with a function that is not modelled is refused, and the error names it', () => {
    expect(() => resolve({ 'Fn::ImportValue': 'x' }, references)).toThrow(
      'the local stack does not model Fn::ImportValue',
    );
  });

  it('lists what it refers to', () => {
    expect(
      referencesOf({ a: { Ref: 'Topic' }, b: [{ 'Fn::Sub': `${variable('Role.Arn')}/${variable('Topic')}` }] }),
    ).toEqual(['Topic', 'Role']);
  });
});
