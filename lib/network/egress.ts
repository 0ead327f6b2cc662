import { Annotations } from 'aws-cdk-lib';
import { type IVpc, Peer, Port, SecurityGroup, Subnet, type SubnetSelection, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { FixedNetwork } from './fixed-network.ts';

/** The functions run outside a VPC, and their addresses change. */
export interface NoFixedEgress {
  readonly kind: 'none';
}

/** The stack creates a small network with one fixed address. */
export interface FixedEgress {
  readonly kind: 'fixed';
}

/** The functions run in an existing network, which is described by its attributes: a synth needs no look-up. */
export interface ExistingEgress {
  readonly kind: 'existing';
  /** The id of the VPC. */
  readonly vpcId: string;
  /** Private subnets with a route to the internet, in at least two availability zones. */
  readonly subnets: readonly { readonly id: string; readonly availabilityZone: string }[];
  /** The addresses from which the vendor sees the functions: those of the NAT gateways. */
  readonly cidrs: readonly string[];
}

export type EgressProps = NoFixedEgress | FixedEgress | ExistingEgress;

/** The VPC properties of a function. */
export interface FunctionNetwork {
  readonly vpc: IVpc;
  readonly vpcSubnets: SubnetSelection;
  readonly securityGroups: SecurityGroup[];
}

/** How the functions reach the vendor and AWS, and from which addresses. */
export class Egress extends Construct {
  /** The VPC properties of the functions. They are undefined when the functions run outside a VPC. */
  readonly network: FunctionNetwork | undefined;
  /** The addresses for the vendor's allowlist. The list is empty when the addresses are not fixed. */
  readonly cidrs: readonly string[];

  constructor(scope: Construct, id: string, props: EgressProps) {
    super(scope, id);
    const { cidrs, network } = this.place(props);
    this.cidrs = cidrs;
    this.network = network && { ...network, securityGroups: [this.securityGroup(network.vpc)] };
  }

  private place(props: EgressProps): {
    readonly cidrs: readonly string[];
    readonly network?: { readonly vpc: IVpc; readonly vpcSubnets: SubnetSelection };
  } {
    switch (props.kind) {
      case 'none':
        return { cidrs: [] };
      case 'fixed': {
        const { vpc, cidrs } = new FixedNetwork(this, 'Network');
        return { cidrs, network: { vpc, vpcSubnets: { subnets: vpc.privateSubnets } } };
      }
      case 'existing':
        return { cidrs: props.cidrs, network: this.existing(props) };
    }
  }

  private existing({ vpcId, subnets }: ExistingEgress) {
    const availabilityZones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
    const imported = subnets.map(({ id: subnetId, availabilityZone }) =>
      Subnet.fromSubnetAttributes(this, subnetId, { subnetId, availabilityZone }),
    );
    // The route table of an imported subnet is unknown, and nothing here needs it.
    for (const subnet of imported) Annotations.of(subnet).acknowledgeWarning('@aws-cdk/aws-ec2:noSubnetRouteTableId');
    return {
      vpc: Vpc.fromVpcAttributes(this, 'Vpc', { vpcId, availabilityZones }),
      vpcSubnets: { subnets: imported },
    };
  }

  /** Allows HTTPS out and nothing in. Security groups do not apply to the VPC's own DNS resolver. */
  private securityGroup(vpc: IVpc): SecurityGroup {
    const description = 'Functions of the Octopus Cards rotation: HTTPS out, nothing in';
    const group = new SecurityGroup(this, 'Functions', { vpc, description, allowAllOutbound: false });
    group.addEgressRule(Peer.anyIpv4(), Port.tcp(443), 'The vendor, and the endpoints of AWS');
    return group;
  }
}
