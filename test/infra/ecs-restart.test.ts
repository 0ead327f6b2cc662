import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { EcsRestart } from '../../examples/ecs-restart.ts';
import { account, arn } from './deployed.ts';

const secretArn = arn('secretsmanager', 'secret:octopus-cards/production/api-AbCdEf');

const env = { account, region: 'us-east-1' };
const stack = new Stack(new App(), 'Shop', { env });
new EcsRestart(stack, 'Restart', { secretArn, cluster: 'shop', service: 'web' });
const template = Template.fromStack(stack);

it('a promotion of the secret, and nothing else, has a new deployment of the service start', () => {
  template.resourceCountIs('AWS::Events::Rule', 1);
  template.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: {
      source: ['aws.secretsmanager'],
      'detail-type': ['Secret Label Updated'],
      resources: [secretArn],
      detail: { labelUpdated: ['AWSCURRENT'] },
    },
    State: 'ENABLED',
    Targets: [
      Match.objectLike({
        Input: JSON.stringify({
          service: 'ecs',
          action: 'updateService',
          parameters: { cluster: 'shop', service: 'web', forceNewDeployment: true },
        }),
      }),
    ],
  });
});

it('its function may update this service alone, and may be invoked by the rule', () => {
  const policies = Object.values(template.findResources('AWS::IAM::Policy')).map(({ Properties }) => Properties);
  expect(policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([
    {
      Effect: 'Allow',
      Action: 'ecs:UpdateService',
      Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ecs:us-east-1:${account}:service/shop/web`]] },
    },
  ]);
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^RestartPromoted'), 'Arn'] },
  });
});
