import { expect, inject, it } from 'vitest';
import { fits } from '../../local/aws/iam/pattern.ts';
import { isRecord } from '../../local/aws/secrets/check.ts';
import { type SeenAccess, seenAccesses } from '../support/seen-accesses.ts';
import { startTestWorld } from '../support/test-world.ts';

/** What AWS itself uses of a role, for a log, a network or what failed, outside of every call that is made with it. */
const usedByAws = /^(logs|ec2|sqs):/;

interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** Every action with every resource that a policy allows. */
function grantsOf(policy: unknown): readonly Grant[] {
  const statements = isRecord(policy) ? [policy.Statement].flat().filter(isRecord) : [];
  return statements
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource) => ({ action: String(action), resource: String(resource) })),
        ),
    );
}

const uses = ({ action, resource }: Grant, seen: SeenAccess): boolean =>
  seen.allowed &&
  fits(action.toLowerCase(), seen.action.toLowerCase(), new Map()) &&
  fits(resource, seen.resource, new Map());

const seen = seenAccesses(inject('assembly'));
if (seen.length === 0) process.stdout.write('skipped: no other test has run a function, so nothing was seen\n');

it.runIf(seen.length > 0).each(['sandbox', 'production'] as const)('every role of %s', async (environment) => {
  await using world = await startTestWorld({ environment });
  for (const role of world.stack.roles.values()) {
    const own = seen.filter(({ principalArn }) => principalArn === role.arn);
    const grants = role.policies.flatMap(grantsOf).filter(({ action }) => !usedByAws.test(action));
    const unused = grants.filter((grant) => !own.some((access) => uses(grant, access)));
    expect(unused, `${role.arn}: allowed and never used`).toEqual([]);
    expect(
      own.filter(({ allowed }) => !allowed),
      `${role.arn}: used and not allowed`,
    ).toEqual([]);
    expect(grants.length).toBeGreaterThan(0);
  }
  expect(world.stack.roles.size).toBe(4);
});
