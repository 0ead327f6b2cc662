import { expect, it } from 'vitest';
import { allows, callOnSecret } from '../../infra/allows.ts';
import { deployed, identityPolicies } from '../../infra/deployed.ts';
import { templateOf } from '../../infra/template-of.ts';
import { alice, bob, startCliWorld, typing } from './cli-world.ts';

const identity = Object.values(deployed(templateOf('sandbox')))
  .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
  .flatMap(identityPolicies);

it("every call that the command makes is allowed by the operators' policy", async () => {
  await using world = await startCliWorld({ replayDelaysMs: [] });
  await world.run(['stage', '--no-rotate'], typing(alice));
  await world.run(['rotate']);
  // A rotation that finds nothing is stuck; the next command clears it.
  await world.run(['rotate']);
  await world.run(['unstick', '--yes']);
  await world.rotate();
  await world.run(['stage', '--yes'], typing(bob));

  const calls = world.requests.map(({ operation, input }) => callOnSecret(operation, input));
  expect(new Set(calls.map(({ action }) => action))).toEqual(
    new Set(
      ['DescribeSecret', 'PutSecretValue', 'RotateSecret', 'UpdateSecretVersionStage'].map(
        (name) => `secretsmanager:${name}`,
      ),
    ),
  );
  expect(calls.filter((call) => !allows({ identity }, call))).toEqual([]);
  expect(await world.liveKey()).toBe(bob.apiKey);
});
