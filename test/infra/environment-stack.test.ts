import { Match, type Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { logRetentionDays } from '../../cli/aws/function-logs.ts';
import type { Environment } from '../../lib/environment.ts';
import { egress, resourceOf, stackOf, templateOf } from './template-of.ts';

const environments: readonly Environment[] = ['sandbox', 'production'];
const credentials = [{ name: 'api', clientId: 4711 }, { name: 'shop' }];
const templates = {
  sandbox: templateOf('sandbox', { credentials }),
  production: templateOf('production', { credentials, rotateEveryDays: 1 }),
};
/** The functions: the beginning of their logical ids, their time-outs, and the variables that only they have. */
const functions: [name: string, start: string, timeout: number, variables?: Record<string, string>][] = [
  ['rotate', 'Rotate', 120],
  ['watch', 'Watch', 300, { REMIND_DAYS_BEFORE: '60,30,14,7,1,0' }],
  ['rollback', 'Rollback', 120],
];
const topicOf = (template: Template, id: string) => ({
  Ref: Object.keys(template.findResources('AWS::SNS::Topic')).find((topic) => topic.startsWith(`Topics${id}`)),
});

describe.each(environments)('the stack of %s', (environment) => {
  const template = templates[environment];

  it('has a topic for ops and one for support, over TLS only, with the configured addresses', () => {
    template.resourceCountIs('AWS::SNS::Topic', 2);
    for (const [id, address] of [
      ['Ops', 'ops@example.com'],
      ['Support', 'octopus-support@example.com'],
    ] as const) {
      const topic = topicOf(template, id);
      template.hasResourceProperties('AWS::SNS::Subscription', {
        Protocol: 'email',
        Endpoint: address,
        TopicArn: topic,
      });
      template.hasResourceProperties('AWS::SNS::TopicPolicy', {
        PolicyDocument: {
          Statement: Match.arrayWith([
            Match.objectLike({
              Effect: 'Deny',
              Resource: topic,
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            }),
          ]),
        },
      });
    }
  });

  it('lets alarms and events of this account publish to ops, and to nobody else', () => {
    const { Statement } = resourceOf(template, 'AWS::SNS::TopicPolicy', 'TopicsOps')[1].Properties.PolicyDocument as {
      Statement: readonly { Effect: string }[];
    };
    expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
      {
        Sid: 'AlarmsAndEventsPublish',
        Effect: 'Allow',
        Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        Action: 'sns:Publish',
        Resource: topicOf(template, 'Ops'),
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ]);
    const support = resourceOf(template, 'AWS::SNS::TopicPolicy', 'TopicsSupport')[1];
    expect(JSON.stringify(support)).not.toContain('"Allow"');
  });

  it.each(functions)('has the function %s, as the runtime needs it', (name, start, Timeout) => {
    template.resourceCountIs('AWS::Lambda::Function', functions.length);
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: `octopus-cards-${environment}-${name}`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout,
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: resourceOf(template, 'AWS::Logs::LogGroup', start)[0] } },
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  it.each(functions)('gives %s its variables and no others', (_, start, __, variables = {}) => {
    const [, { Properties }] = resourceOf(template, 'AWS::Lambda::Function', start);
    expect(Properties.Environment).toEqual({
      Variables: {
        ENVIRONMENT: environment,
        OPS_TOPIC_ARN: topicOf(template, 'Ops'),
        SUPPORT_TOPIC_ARN: topicOf(template, 'Support'),
        CREDENTIALS: '{"api":"4711","shop":null}',
        HANDOVER_HOURS: '24',
        HANDOVER_AT_MOST_DAYS: '14',
        ...variables,
      },
    });
  });

  it.each(functions)('keeps the log of %s for a year, as the command says', (name) => {
    expect(logRetentionDays).toBe(365);
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        LogGroupName: `/aws/lambda/octopus-cards-${environment}-${name}`,
        RetentionInDays: logRetentionDays,
      },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('outputs names and ARNs, each with a description', () => {
    const outputs: [string, { Value: unknown; Description: string }][] = Object.entries(template.findOutputs('*')).map(
      ([id, output]) => [id, { Value: output.Value, Description: output.Description }],
    );
    expect(outputs.map(([, { Value }]) => Value)).toEqual(
      expect.arrayContaining([
        `octopus-cards/${environment}/api`,
        `octopus-cards/${environment}/api/intake`,
        `octopus-cards/${environment}/shop`,
        `octopus-cards/${environment}/shop/intake`,
        topicOf(template, 'Ops'),
        topicOf(template, 'Support'),
        ...functions.map(([, start]) => ({ Ref: resourceOf(template, 'AWS::Lambda::Function', start)[0] })),
      ]),
    );
    expect(outputs).toHaveLength(10);
    for (const [, { Description }] of outputs) expect(Description).toMatch(/^The /);
  });
});

const reader = 'arn:aws:iam::111122223333:role/shop';
const combinations = (['none', 'fixed', 'existing'] as const).flatMap((kind) =>
  ['customer-key', 'aws-key'].map((encryption) => ({ egress: egress[kind], encryption })),
);

describe('cdk-nag has no finding that is not acknowledged', () => {
  it.each([
    ...combinations,
    ...combinations.map((settings) => ({ ...settings, account: '012345678901', region: 'eu-central-1' })),
  ])('%j', (settings) => {
    const stack = stackOf('production', { ...settings, credentials: [{ name: 'api', readers: [reader] }] });
    expect(new AwsSolutionsChecks(stack).validateScope(stack).violations).toEqual([]);
  });
});

describe('the two stacks', () => {
  it('have the names OctopusCards-Sandbox and OctopusCards-Production', () => {
    expect(environments.map((environment) => stackOf(environment).stackName)).toEqual([
      'OctopusCards-Sandbox',
      'OctopusCards-Production',
    ]);
  });

  it('protect only production from deletion', () => {
    expect(environments.map((environment) => stackOf(environment).terminationProtection)).toEqual([false, true]);
  });

  it('are deployed to the account and region of the settings', () => {
    const { account, region } = stackOf('production', { account: '012345678901', region: 'eu-central-1' });
    expect({ account, region }).toEqual({ account: '012345678901', region: 'eu-central-1' });
  });

  it('never name each other', () => {
    expect(JSON.stringify(templates.sandbox.toJSON())).not.toMatch(/production/i);
    expect(JSON.stringify(templates.production.toJSON())).not.toMatch(/sandbox/i);
  });

  it('pass the name of each credential, also when no client id is configured', () => {
    templateOf('sandbox').hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CREDENTIALS: '{"api":null}' } },
    });
  });
});
