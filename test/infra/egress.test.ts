import { App } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../lib/environment.ts';
import { egress, resourceOf, stackOf, templateOf } from './template-of.ts';

const fixed = templateOf('production', { egress: egress.fixed });
const [addressId, address] = resourceOf(fixed, 'AWS::EC2::EIP');
const place = { account: '012345678901', region: 'eu-central-1' };

/** How the logical ids of the functions start. */
const functions = ['Rotate', 'Watch', 'Rollback'];

describe('egress none', () => {
  const none = templateOf('production');

  it('leaves the functions outside a VPC, without a known address', () => {
    none.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: Match.absent(),
      Environment: { Variables: { EGRESS_CIDRS: Match.absent() } },
    });
    expect(Object.keys(none.findOutputs('EgressCidrs'))).toEqual([]);
  });
});

describe('egress fixed', () => {
  it('has one address, which is retained when gateway, network and stack are deleted', () => {
    expect(address).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    fixed.resourceCountIs('AWS::EC2::NatGateway', 1);
    fixed.hasResourceProperties('AWS::EC2::NatGateway', {
      AllocationId: { 'Fn::GetAtt': [addressId, 'AllocationId'] },
    });
  });

  it('gives the address to the functions, and outputs it for the account manager', () => {
    const cidr = { 'Fn::Join': ['', [{ 'Fn::GetAtt': [addressId, 'PublicIp'] }, '/32']] };
    fixed.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: { EGRESS_CIDRS: cidr } } });
    fixed.hasOutput('EgressCidrs', {
      Value: cidr,
      Description: 'The addresses of the functions: share these with your account manager',
    });
  });

  it.each(functions)('puts the function %s into private subnets of two zones', (start) => {
    const [, { Properties }] = resourceOf(fixed, 'AWS::Lambda::Function', start);
    const subnets = Object.entries(fixed.findResources('AWS::EC2::Subnet')).filter(([id]) => id.includes('Private'));
    expect(Properties.VpcConfig).toMatchObject({ SubnetIds: subnets.map(([Ref]) => ({ Ref })) });
    expect(subnets.map(([, subnet]) => subnet.Properties.AvailabilityZone)).toEqual([
      { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] },
    ]);
  });

  it('gives no resource a public address automatically', () => {
    fixed.allResourcesProperties('AWS::EC2::Subnet', { MapPublicIpOnLaunch: false });
  });

  it('has no endpoint to pay for, and adds no function', () => {
    fixed.resourceCountIs('AWS::EC2::VPCEndpoint', 0);
    fixed.resourceCountIs('AWS::Lambda::Function', functions.length);
  });

  it('writes flow logs', () => {
    fixed.hasResourceProperties('AWS::EC2::FlowLog', { ResourceType: 'VPC', TrafficType: 'ALL' });
  });
});

describe('egress existing', () => {
  const existing = templateOf('production', { egress: egress.existing });

  it('puts the functions into the subnets of the settings, and creates no network', () => {
    existing.hasResourceProperties('AWS::Lambda::Function', {
      VpcConfig: {
        SubnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
        SecurityGroupIds: [{ 'Fn::GetAtt': [resourceOf(existing, 'AWS::EC2::SecurityGroup')[0], 'GroupId'] }],
      },
      Environment: { Variables: { EGRESS_CIDRS: '203.0.113.7/32,203.0.113.8/32' } },
    });
    existing.hasOutput('EgressCidrs', { Value: '203.0.113.7/32,203.0.113.8/32' });
    existing.resourceCountIs('AWS::EC2::VPC', 0);
    existing.resourceCountIs('AWS::EC2::EIP', 0);
  });

  it.each(functions)('accepts two subnets of one zone and one of another, for %s', (start) => {
    const { subnets } = egress.existing;
    const third = { id: 'subnet-0123456789abcdef2', availabilityZone: 'eu-central-1a' };
    const more = templateOf('production', { egress: { ...egress.existing, subnets: [...subnets, third] } });
    const [, { Properties }] = resourceOf(more, 'AWS::Lambda::Function', start);
    expect(Properties.VpcConfig).toMatchObject({ SubnetIds: [...subnets, third].map(({ id }) => id) });
  });
});

describe.each(['fixed', 'existing'] as const)('the security group of egress %s', (kind) => {
  it('lets HTTPS out and nothing in', () => {
    const template = templateOf('sandbox', { egress: egress[kind] });
    const [, { Properties }] = resourceOf(template, 'AWS::EC2::SecurityGroup');
    expect(Properties.SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
    ]);
    expect(Properties.SecurityGroupIngress).toBeUndefined();
    for (const rule of ['Ingress', 'Egress']) template.resourceCountIs(`AWS::EC2::SecurityGroup${rule}`, 0);
  });
});

describe('a synth', () => {
  it.each(Object.entries(egress))('needs no look-up, with egress %s in a given account and region', (_, setting) => {
    const stack = stackOf('production', { egress: setting, ...place });
    expect(App.of(stack)?.synth().manifest.missing).toBeUndefined();
  });

  it.each<[Environment, keyof typeof egress, string | undefined]>([
    ['production', 'none', 'production has no fixed egress address'],
    ['production', 'fixed', undefined],
    ['production', 'existing', undefined],
    ['sandbox', 'none', undefined],
  ])('of %s with egress %s warns: %s', (environment, kind, warning) => {
    const warnings = Annotations.fromStack(stackOf(environment, { egress: egress[kind] })).findWarning(
      '*',
      Match.anyValue(),
    );
    expect(warnings.map(({ entry }) => String(entry.data).slice(0, warning?.length))).toEqual(
      warning === undefined ? [] : [warning],
    );
  });
});
