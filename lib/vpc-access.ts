import { Aws } from 'aws-cdk-lib';
import { Effect, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { acknowledge } from './acknowledge.ts';

// Lambda makes the network interfaces of a function with the function's role. The ids are not known before, and a
// subnet that another account shares has that account in its ARN.
const interfaces = `${Aws.REGION}:*:*/*`;
const changes = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:UnassignPrivateIpAddresses',
];
/** EC2 knows no resource for these but `*`. */
const descriptions = ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'];

/** What Lambda needs of the role to put a function into a VPC, out of reach for the function's own code. */
export function vpcStatements(functionArn: string): PolicyStatement[] {
  return [
    new PolicyStatement({ actions: changes, resources: [`arn:${Aws.PARTITION}:ec2:${interfaces}`] }),
    new PolicyStatement({ actions: descriptions, resources: ['*'] }),
    // Lambda itself calls without SourceFunctionArn; the code of the function calls with it.
    new PolicyStatement({
      sid: 'NotForTheCode',
      effect: Effect.DENY,
      actions: [...changes, ...descriptions, 'ec2:DetachNetworkInterface'],
      resources: ['*'],
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
    }),
  ];
}

/** Answers cdk-nag for `vpcStatements`. */
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
