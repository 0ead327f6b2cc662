import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Egress } from './egress.ts';
import { allow } from './function-rights.ts';
import { functionArn, secretNamePrefix } from './names.ts';
import type { Environment } from './settings.ts';
import type { Topics } from './topics.ts';
import { acknowledgeVpcStatements, vpcStatements } from './vpc-access.ts';

export interface FunctionRoleProps {
  readonly environment: Environment;
  readonly functionName: string;
  readonly policyName: string;
  /** Beside notices, log and network, which every function has. */
  readonly rights: readonly PolicyStatement[];
  readonly topics: Topics;
  readonly egress: Egress;
  readonly logGroup: LogGroup;
}

/**
 * Exactly the calls that the function makes; the key of the secrets asks for no right of its own, see `EncryptionKey`.
 * The policy is part of the role: who waits for the role waits for both.
 */
export class FunctionRole extends Role {
  constructor(scope: Construct, id: string, props: FunctionRoleProps) {
    const { environment, functionName, policyName, rights, topics, egress, logGroup } = props;
    const inVpc = egress.network !== undefined;
    super(scope, id, {
      description: `Of the function ${functionName}`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: {
        [policyName]: new PolicyDocument({
          statements: [
            ...rights,
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
