import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '../acknowledge.ts';

// Lambda creates the network interfaces of a function with the function's role. Their ids are not known in advance, and
// the ARN of a subnet that another account shares contains that account.
const interfaces = `${Aws.REGION}:*:*/*`;
const changes = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
/** EC2 supports no resource but `*` for these. */
const descriptions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

/** The rights that Lambda needs to attach a function to a VPC. The function's own code is denied all of them. */
export function vpcStatements(functionArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: changes, resources: [`arn:${Aws.PARTITION}:ec2:${interfaces}`] }),
    new PolicyStatement({ actions: descriptions, resources: ['*'] }),
    // Requests of the function's code carry SourceFunctionArn; Lambda's own requests do not.
    new PolicyStatement({
      sid: 'NotForTheCode',
      effect: Effect.DENY,
      actions: [...changes, ...descriptions, 'ec2:DetachNetworkInterface'],
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    }),
  ];
}

/** Accepts cdk-nag's findings about `vpcStatements`. */
export function acknowledgeVpcStatements(role: Role): void {
  acknowledge(
    role,
    'AwsSolutions-IAM5[Resource::*]',
    'EC2 knows no resource for DescribeNetworkInterfaces and DescribeSubnets; the code of the function is denied both.',
  );
  acknowledge(
    role,
    `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:<AWS::Region>:*:*/*]`,
    'Lambda makes and deletes interfaces whose ids are not known before; the code of the function is denied all of it.',
  );
}
