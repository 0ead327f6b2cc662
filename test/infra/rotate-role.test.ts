import { describe, expect, it } from 'vitest';
import { resourceOf, resourcesOf, templateOf } from './template-of.ts';

const credentials = Array.from({ length: 50 }, (_, index) => ({ name: `client-${index}`.padEnd(40, 'x') }));
const template = templateOf('sandbox', { credentials });
const [, { Properties: role }] = resourceOf(template, 'AWS::IAM::Role');

interface Statement {
  readonly Action: string | readonly string[];
  readonly Effect: string;
  readonly Resource: unknown;
}
const statementsIn = (value: unknown): readonly Statement[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('Effect' in value) return [value as Statement];
  return Object.values(value).flatMap(statementsIn);
};
const topic = (id: string) => ({ Ref: expect.stringMatching(`^Topics${id}[0-9A-F]{8}$`) });

describe('the role of the rotation', () => {
  it('allows exactly the calls of the four steps', () => {
    expect(statementsIn(role.Policies)).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
        Resource: {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':secretsmanager:',
              { Ref: 'AWS::Region' },
              ':',
              { Ref: 'AWS::AccountId' },
              ':secret:octopus-cards/sandbox/*',
            ],
          ],
        },
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: topic('Ops') },
      { Effect: 'Allow', Action: ['sns:GetTopicAttributes', 'sns:Publish'], Resource: topic('Support') },
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Logs::LogGroup')[0], 'Arn'] },
      },
    ]);
  });

  it('is for Lambda alone and has no policy of AWS', () => {
    expect(role.ManagedPolicyArns).toBeUndefined();
    expect(role.AssumeRolePolicyDocument).toEqual({
      Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' } }],
      Version: '2012-10-17',
    });
  });

  it('stays far below the size that IAM allows, with 50 credentials of the longest names', () => {
    expect(JSON.stringify(role.Policies).length).toBeLessThan(2_000);
  });
});

describe('every policy of the stack', () => {
  it('names what it is about, and allows no action by a pattern', () => {
    const statements = statementsIn(resourcesOf(template));
    const aboutAnything = statements.filter(({ Resource }) => JSON.stringify(Resource)?.includes('"*"'));
    // It knows no resource.
    expect(aboutAnything.map(({ Action }) => Action)).toEqual(['cloudwatch:GetMetricData']);
    expect(statements.filter(({ Action }) => JSON.stringify(Action).includes('*'))).toEqual([]);
  });
});

describe('the function', () => {
  it('lets Secrets Manager of this account invoke it, once for all credentials', () => {
    const [, { Properties }] = resourceOf(template, 'AWS::Lambda::Permission');
    expect(Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': [resourceOf(template, 'AWS::Lambda::Function')[0], 'Arn'] },
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
    });
  });
});
