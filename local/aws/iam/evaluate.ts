import { holds } from './condition.ts';
import type { Keys } from './condition-keys.ts';
import { fits } from './pattern.ts';
import type { Policy, Selection, Statement } from './policy.ts';

export type Caller =
  | {
      readonly kind: 'identity';
      /** What an error names: for a role, the session. */
      readonly arn: string;
      /** The role's or the user's own ARN. */
      readonly principalArn: string;
      readonly accountId: string;
    }
  | { readonly kind: 'service'; readonly name: string };

export interface AccessRequest {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly keys: Keys;
}

export interface Policies {
  readonly identity: readonly Policy[];
  readonly resource?: ResourcePolicy | undefined;
}

/** Within an account, a secret's policy may allow what the caller's own policy does not; a key's policy must allow. */
export interface ResourcePolicy {
  readonly kind: 'may-allow' | 'must-allow';
  readonly policy: Policy;
}

export type Verdict =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'denied'; readonly by: 'nobody' | 'identity' | 'resource' | 'key' };

/** Decides as AWS does within one account: an explicit deny in any policy wins, otherwise one policy has to allow. */
export function evaluate(request: AccessRequest, { identity, resource }: Policies): Verdict {
  const own = identity.flat().filter((statement) => covers(statement, request));
  const others = (resource?.policy ?? []).filter((statement) => covers(statement, request));
  const granted = others.filter(({ effect }) => effect === 'Allow').map((statement) => aim(statement, request.caller));
  if (own.some(denies)) return { kind: 'denied', by: 'identity' };
  if (others.some((statement) => denies(statement) && aim(statement, request.caller) !== 'elsewhere')) {
    return { kind: 'denied', by: 'resource' };
  }
  if (granted.includes('caller')) return { kind: 'allowed' };
  if (resource?.kind === 'must-allow' && !granted.includes('account')) return { kind: 'denied', by: 'key' };
  return own.length > 0 ? { kind: 'allowed' } : { kind: 'denied', by: 'nobody' };
}

const denies = ({ effect }: Statement): boolean => effect === 'Deny';

function covers({ actions, resources, conditions }: Statement, { action, resource, keys }: AccessRequest): boolean {
  const isAction = (pattern: string) => fits(pattern.toLowerCase(), action.toLowerCase(), keys);
  return (
    selects(actions, isAction) &&
    selects(resources, (pattern) => fits(pattern, resource, keys)) &&
    conditions.every((condition) => holds(condition, keys))
  );
}

const selects = ({ except, listed }: Selection, is: (pattern: string) => boolean): boolean =>
  except !== listed.some(is);

/** Allowing the account's root delegates to the account's identity policies; denying it denies everybody in it. */
function aim({ principals }: Statement, caller: Caller): 'caller' | 'account' | 'elsewhere' {
  if (principals === undefined) return 'elsewhere';
  const { except, listed } = principals;
  const names = namesOf(caller);
  const isListed = (wanted: readonly string[]) => wanted.some((name) => listed.includes(name));
  // A Deny with NotPrincipal exempts a caller only if it names account, role and session: AWS requires all three.
  if (except) return [names.account, ...names.own.map((name) => [name])].every(isListed) ? 'elsewhere' : 'caller';
  if (isListed(['*', ...names.own])) return 'caller';
  return isListed(names.account) ? 'account' : 'elsewhere';
}

function namesOf(caller: Caller): { readonly own: readonly string[]; readonly account: readonly string[] } {
  switch (caller.kind) {
    case 'identity':
      return {
        own: [caller.arn, caller.principalArn],
        account: [caller.accountId, `arn:aws:iam::${caller.accountId}:root`],
      };
    case 'service':
      return { own: [caller.name], account: [caller.name] };
  }
}
