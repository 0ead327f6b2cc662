import { describe, expect, inject, it } from 'vitest';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, issue, secondPair } from '../rotation/story.ts';
import { actionsOf, allowedToRotate, changedAssembly, readTemplate, withoutAction } from './changed-assembly.ts';

const assembly = inject('assembly');
const actions = actionsOf(allowedToRotate(readTemplate(assembly)));

/** Used by Lambda itself, and by no call of the function. */
const usedByLambda = /^(logs|ec2):/;

describe('the role of the rotation', () => {
  it.each(actions.filter((action) => !usedByLambda.test(action)))(
    'without %s fails at that call, and says so',
    async (action) => {
      using changed = changedAssembly(assembly, withoutAction(action));
      await using world = await startTestWorld({
        environment: 'production',
        assembly: changed.directory,
        transport: 'loopback',
        replayDelaysMs: [],
        maxAttempts: 1,
      });
      issue(world, firstPair, secondPair);
      await world.stage(firstPair);
      await world.rotate();
      await world.stage(secondPair);
      await world.rotate().catch(() => undefined);
      const told = world.log.join('\n');
      expect(world.aws.accesses.filter(({ allowed }) => !allowed).map((access) => access.action)).toContain(action);
      if (action.startsWith('kms:')) return expect(told).toContain('Access to KMS is not allowed');
      expect(told).toMatch(
        new RegExp(`assumed-role/\\S+ is not authorized to perform: ${action} on resource: arn:aws:`, 'i'),
      );
    },
  );
});
