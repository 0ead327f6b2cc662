import { type Invariant, InvariantBroken } from './broken.ts';

/** Each function's role allows the calls that it makes. That it allows no others is for the audit. */
export const invariant10NothingIsDenied: Invariant = ({ aws, stack }) => {
  const roles = new Set([...stack.functions.values()].map(({ role }) => role.arn));
  const denied = aws.accesses.find(({ principalArn, allowed }) => !allowed && roles.has(principalArn));
  if (denied !== undefined) throw new InvariantBroken(10, `${denied.action} on ${denied.resource} was denied`);
};
