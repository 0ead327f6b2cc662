import { Annotations } from 'aws-cdk-lib';
import { type IVpc, Peer, Port, SecurityGroup, Subnet, type SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import type { EgressSettings } from './egress-settings.ts';
import { FixedNetwork } from './fixed-network.ts';

/** Where a function is put. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroups: SecurityGroup[];
}

/** How the functions reach the vendor and AWS, and from which addresses. */
export class Egress extends Construct {
  /** Left out: outside a VPC, from any address of AWS. */
  readonly network: FunctionNetwork | undefined;
  /** For the vendor's allowlist; none when they are not fixed. */
  readonly cidrs: readonly string[];

  constructor(scope: Construct, id: string, settings: EgressSettings) {
    super(scope, id);
    const { cidrs, network } = this.place(settings);
    this.cidrs = cidrs;
    this.network = network && { ...network, securityGroups: [this.securityGroup(network.vpc)] };
  }

  private place(settings: EgressSettings): {
    readonly cidrs: readonly string[];
    readonly network?: { readonly vpc: IVpc; readonly vpcSubnets: SubnetSelection };
  } {
    switch (settings.kind) {
      case 'none':
        return { cidrs: [] };
      case 'fixed': {
        const { vpc, cidrs } = new FixedNetwork(this, 'Network');
        return { cidrs, network: { vpc, vpcSubnets: { subnets: vpc.privateSubnets } } };
      }
      case 'existing':
        return { cidrs: settings.cidrs, network: this.existing(settings) };
    }
  }

  private existing({ vpcId, subnets }: Extract<EgressSettings, { kind: 'existing' }>) {
    const availabilityZones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
    const imported = subnets.map(({ id: subnetId, availabilityZone }) =>
      Subnet.fromSubnetAttributes(this, subnetId, { subnetId, availabilityZone }),
    );
    // Its route table is not known here, and nothing here asks for it.
    for (const subnet of imported) Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
    return {
      vpc: Vpc.fromVpcAttributes(this, 'Vpc', { vpcId, availabilityZones }),
      vpcSubnets: { subnets: imported },
    };
  }

  /** Nothing comes in. Out goes HTTPS; names are asked of the VPC's own resolver, which no security group governs. */
  private securityGroup(vpc: IVpc): SecurityGroup {
    const description = 'Functions of the Octopus Cards rotation: HTTPS out, nothing in';
    const group = new SecurityGroup(this, 'Functions', { vpc, description, allowAllOutbound: false });
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'The vendor, and the endpoints of AWS');
    return group;
  }
}
