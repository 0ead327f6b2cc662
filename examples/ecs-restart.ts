import { Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { AwsApi } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

export interface EcsRestartProps {
  /** The full one, with the six characters that AWS appends to the name. */
  readonly secretArn: string;
  readonly cluster: string;
  readonly service: string;
}

/** Starts a new deployment of an ECS service whenever a pair is promoted. */
export class EcsRestart extends Construct {
  constructor(scope: Construct, id: string, { secretArn, cluster, service }: EcsRestartProps) {
    super(scope, id);
    const rule = new Rule(this, 'Promoted', {
      eventPattern: {
        source: ['aws.secretsmanager'],
        detailType: ['Secret Label Updated'],
        resources: [secretArn],
        detail: { labelUpdated: ['AWSCURRENT'] },
      },
    });
    const name = `${cluster}/${service}`;
    const serviceArn = Stack.of(this).formatArn({ service: 'ecs', resource: 'service', resourceName: name });
    rule.addTarget(
      new AwsApi({
        service: 'ecs',
        action: 'updateService',
        parameters: { cluster, service, forceNewDeployment: true },
        policyStatement: new PolicyStatement({ actions: ['ecs:UpdateService'], resources: [serviceArn] }),
      }),
    );
  }
}
