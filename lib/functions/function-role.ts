import { PolicyDocument, type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Environment } from '../environment.ts';
import { functionArn, secretNamePrefix } from '../names.ts';
import type { Egress } from '../network/egress.ts';
import { acknowledgeVpcStatements, vpcStatements } from '../network/vpc-access.ts';
import type { Topics } from '../topics.ts';
import { allow } from './function-rights.ts';

export interface FunctionRoleProps {
  /** The environment of the function. */
  readonly environment: Environment;
  /** The name of the function, which it has before it exists. */
  readonly functionName: string;
  /** The name of the inline policy. */
  readonly policyName: string;
  /** The rights of this function, besides those that every function has: notices, log and network. */
  readonly rights: readonly PolicyStatement[];
  /** The topics that the function publishes to. */
  readonly topics: Topics;
  /** The network of the function. */
  readonly egress: Egress;
  /** The log of the function. */
  readonly logGroup: LogGroup;
}

/**
 * The role of a function. It allows exactly the calls that the function makes. The key of the secrets needs no right of
 * its own, see `EncryptionKey`. The policy is part of the role, so what depends on the role depends on both.
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
