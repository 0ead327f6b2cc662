import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Egress } from './egress.ts';
import { functionArn, intakeArns, rotateFunctionName, secretArns, secretNamePrefix } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';
import { acknowledgeVpcStatements, vpcStatements } from './vpc-access.ts';

export interface RotateRoleProps {
  readonly environment: Environment;
  readonly topics: Topics;
  readonly egress: Egress;
  readonly logGroup: LogGroup;
}

/**
 * Exactly the calls that the steps make; the key of the secrets asks for no right of its own, see `EncryptionKey`.
 * The policy is part of the role: who waits for the role waits for both.
 */
export class RotateRole extends Role {
  constructor(scope: Construct, id: string, { environment, topics, egress, logGroup }: RotateRoleProps) {
    const functionName = rotateFunctionName(environment);
    const inVpc = egress.network !== undefined;
    super(scope, id, {
      description: `Of the function ${functionName}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        Rotate: new PolicyDocument({
          statements: [
            ...secretStatements(environment),
            allow(topics.ops.topicArn, ['sns:Publish']),
            allow(topics.support.topicArn, ['sns:GetTopicAttributes', 'sns:Publish']),
            allow(logGroup.logGroupArn, ['logs:CreateLogStream', 'logs:PutLogEvents']),
            ...(inVpc ? vpcStatements(functionArn(functionName)) : []),
          ],
        }),
      },
    });
    for (const secrets of [`${secretNamePrefix(environment)}*`, `${secretNamePrefix(environment)}*/intake-??????`]) {
      acknowledge(
        this,
        `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:${secrets}]`,
        'The secrets of this environment alone; the exact ARNs of 50 credentials exceed the size of a policy.',
      );
    }
    if (inVpc) acknowledgeVpcStatements(this);
  }
}

// By prefix and not one by one. The exact ARNs of 50 credentials and their intakes take 10,650 characters with names
// of 10 and 13,650 with names of 40; all inline policies of a role may have 10,240. It also keeps the role as it is
// while a credential comes or goes: AWS's test of a new rotation schedule never meets a grant that has not spread.
function secretStatements(environment: Environment): PolicyStatement[] {
  // Labels are moved by name. AWSPENDING and AWSPREVIOUS are AWS's own to move: no mistake of ours can.
  const move = (arns: string, labels: string[]) =>
    new PolicyStatement({
      actions: ['secretsmanager:UpdateSecretVersionStage'],
      resources: [arns],
      conditions: { StringLike: { 'secretsmanager:VersionStage': labels } },
    });
  return [
    allow(secretArns(environment), [
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetSecretValue',
      // Into the credential the new pair, into the intake the one version that is empty.
      'secretsmanager:PutSecretValue',
    ]),
    move(secretArns(environment), ['AWSCURRENT', 'octopus:*']),
    move(intakeArns(environment), ['empty', 'verdict:*']),
  ];
}

const allow = (resource: string, actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions, resources: [resource] });
