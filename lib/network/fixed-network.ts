import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { CfnEIP, CfnFlowLog, IpAddresses, NatProvider, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** A small network with one public address: see docs/decisions/0005. */
export class FixedNetwork extends Construct {
  /** The network, with two private subnets. */
  readonly vpc: Vpc;
  /** The public address, as a CIDR. */
  readonly cidrs: readonly string[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const address = new CfnEIP(this, 'Address', { domain: 'vpc' });
    // A person has to ask the vendor to allow a new address, so this one outlives the gateway, the network and the stack.
    address.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.cidrs = [`${address.attrPublicIp}/32`];

    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr('10.0.0.0/26'),
      maxAzs: 2,
      natGateways: 1,
      natGatewayProvider: NatProvider.gateway({ eipAllocationIds: [address.attrAllocationId] }),
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false, cidrMask: 28 },
        { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 28 },
      ],
      // Restricting it would add a custom resource with its own function, and nothing uses the default group.
      restrictDefaultSecurityGroup: false,
    });
    this.logFlows();
  }

  /** The flow logs show whether a connection left the network when the vendor says that it never arrived. */
  private logFlows(): void {
    const logGroup = new LogGroup(this, 'FlowLogs', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'FlowLogsRole', {
      description: 'Writes the flow logs of the Octopus Cards rotation',
      assumedBy: new ServicePrincipal('vpc-flow-logs.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        Write: new PolicyDocument({
          statements: [
            new PolicyStatement({
              actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
              resources: [logGroup.logGroupArn],
            }),
          ],
        }),
      },
    });
    new CfnFlowLog(this, 'FlowLog', {
      resourceId: this.vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: logGroup.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    });
  }
}
