import { describe, expect, it } from 'vitest';
import { withSandbox } from './settings-with.ts';
import { egress } from './template-of.ts';

const { existing } = egress;
const [subnet] = existing.subnets;
const withExisting = (change: object) => ({ egress: { ...existing, ...change } });
const cidr = 'an IPv4 CIDR such as 203.0.113.7/32';

describe('the egress', () => {
  it.each(Object.values(egress))('can be %j', (setting) => {
    expect(withSandbox({ egress: setting })).toMatchObject({ settings: { sandbox: { egress: setting } } });
  });
});

describe('a mistake in the egress', () => {
  it.each<[change: object, line: string]>([
    [{ egress: 'none' }, 'egress: found "none", expected an object with the kind "none", "existing" or "fixed"'],
    [{ egress: {} }, 'egress.kind: found nothing, expected "none", "existing" or "fixed"'],
    [{ egress: { kind: 'nat' } }, 'egress.kind: found "nat", expected "none", "existing" or "fixed"'],
    [{ egress: { kind: 'fixed', cidrs: [] } }, 'egress.cidrs: found an unknown key, expected one of kind'],
    [
      withExisting({ vpcId: 'vpc' }),
      'egress.vpcId: found "vpc", expected the id of a VPC, such as vpc-0123456789abcdef0',
    ],
    [
      withExisting({ vpcId: undefined }),
      'egress.vpcId: found nothing, expected the id of a VPC, such as vpc-0123456789abcdef0',
    ],
    [withExisting({ subnets: undefined }), 'egress.subnets: found nothing, expected a list of subnets'],
    [withExisting({ subnets: [] }), 'egress.subnets: found [], expected subnets in at least two availability zones'],
    [
      withExisting({ subnets: [subnet] }),
      `egress.subnets: found ${JSON.stringify([subnet])}, expected subnets in at least two availability zones`,
    ],
    [
      withExisting({ subnets: [...existing.subnets, subnet] }),
      'egress.subnets[2].id: found "subnet-0123456789abcdef0", expected a subnet that is not in the list yet',
    ],
    [
      withExisting({ subnets: [...existing.subnets, { id: 'vpc-1', availabilityZone: 'eu-central-1a' }] }),
      'egress.subnets[2].id: found "vpc-1", expected the id of a subnet, such as subnet-0123456789abcdef0',
    ],
    [
      withExisting({
        subnets: [...existing.subnets, { id: 'subnet-0123456789abcdef2', availabilityZone: 'eu-central-1' }],
      }),
      'egress.subnets[2].availabilityZone: found "eu-central-1", expected an availability zone such as eu-central-1a',
    ],
    [withExisting({ cidrs: [] }), 'egress.cidrs: found [], expected at least one IPv4 CIDR'],
    [withExisting({ cidrs: ['203.0.113.7'] }), `egress.cidrs[0]: found "203.0.113.7", expected ${cidr}`],
    [withExisting({ cidrs: ['203.0.113.7/33'] }), `egress.cidrs[0]: found "203.0.113.7/33", expected ${cidr}`],
    [withExisting({ cidrs: ['2001:db8::/32'] }), `egress.cidrs[0]: found "2001:db8::/32", expected ${cidr}`],
    [
      withExisting({ cidrs: ['203.0.113.7/32', '203.0.113.7/32'] }),
      'egress.cidrs[1]: found "203.0.113.7/32", expected a CIDR that is not in the list yet',
    ],
  ])('%j', (change, line) => {
    expect(withSandbox(change)).toEqual({ kind: 'mistakes', mistakes: [`octopus-cards.sandbox.${line}`] });
  });
});
