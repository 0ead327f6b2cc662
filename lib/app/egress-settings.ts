import { z } from 'zod';
import { always, atMost, eachOnce, itself, object, property, text } from './settings-shape.ts';

const subnetSchema = object({
  id: text('the id of a subnet, such as subnet-0123456789abcdef0', /^subnet-[0-9a-f]{8,17}$/),
  availabilityZone: text('an availability zone such as eu-central-1a', /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/),
});

const cidr = 'an IPv4 CIDR such as 203.0.113.7/32';

/** An existing network. It is described by its attributes, so that a synth needs no look-up in an account. */
const existingSchema = object({
  kind: z.literal('existing'),
  vpcId: text('the id of a VPC, such as vpc-0123456789abcdef0', /^vpc-[0-9a-f]{8,17}$/),
  /** Private subnets with a route to the internet, in at least two availability zones. */
  subnets: z
    .array(subnetSchema, 'a list of subnets')
    .superRefine(eachOnce('a subnet that is not in the list yet', property('id'), 'id'), always)
    .refine(inTwoZones, { ...always, error: 'subnets in at least two availability zones' }),
  /** The addresses from which the vendor sees the functions: those of the NAT gateways. */
  cidrs: z
    .array(z.cidrv4(cidr), 'a list of IPv4 CIDRs')
    .min(1, 'at least one IPv4 CIDR')
    .refine(atMost(20), { ...always, error: 'at most 20 IPv4 CIDRs' })
    .superRefine(eachOnce('a CIDR that is not in the list yet', itself), always),
});

/** How the functions reach the internet: outside a VPC, through an existing network, or through a network of the stack. */
export const egressSchema = z.discriminatedUnion(
  'kind',
  [object({ kind: z.literal('none') }), object({ kind: z.literal('fixed') }), existingSchema],
  {
    error: ({ code }) =>
      code === 'invalid_union'
        ? '"none", "existing" or "fixed"'
        : 'an object with the kind "none", "existing" or "fixed"',
  },
);

function inTwoZones(subnets: unknown): boolean {
  return !Array.isArray(subnets) || new Set(subnets.map(property('availabilityZone'))).size > 1;
}
