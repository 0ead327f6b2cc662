import { type Invariant, InvariantBroken } from './broken.ts';

/**
 * Sandbox and production never meet: no function asks for a secret of the other environment. Hosts are not looked at
 * here: a world has one vendor.
 */
export const invariant7OneEnvironment: Invariant = ({ aws, stack, secretName }) => {
  const own = secretName.slice(0, secretName.lastIndexOf('/') + 1);
  const roles = new Set([...stack.functions.values()].map(({ role }) => role.arn));
  for (const { principalArn, resource } of aws.accesses) {
    if (!roles.has(principalArn) || !resource.includes(':secret:')) continue;
    if (!resource.includes(`:secret:${own}`)) throw new InvariantBroken(7, `a function asked for ${resource}`);
  }
};
