import { describe, expect, it } from 'vitest';
import { createRotate } from '../../../lambda/functions/rotate.ts';
import { aCredential } from '../world/a-credential.ts';
import { idOf } from '../world/trace.ts';
import { ann, run, staged, step } from './a-step.ts';

describe('a step', () => {
  it('of a rotation that is turned off is refused', async () => {
    expect(await step('createSecret', { rotates: false, pending: undefined })).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=RotationDisabled reason=rotation of octopus-cards/sandbox/api is turned off; turn it on before rotating"`,
    );
  });
  it('of a version that there is not is looked for for ten seconds, and refused', async () => {
    await using world = await aCredential({ versions: [ann] });
    const began = world.clock.now().getTime();
    expect(await run(world, 'createSecret')).toMatchInlineSnapshot(
      `"rotation step failed: step=createSecret token=next verdict=UnknownVersion reason=next is not a version of octopus-cards/sandbox/api; start the rotation with RotateSecret"`,
    );
    expect(world.clock.now().getTime() - began).toBe(10_000);
  });
  it('of a version that is not pending is refused', async () => {
    const versions = [{ id: 'next', holds: 'bob', labels: ['staged at=-1d'] }, { id: 'older', holds: 'cem' }, ann];
    expect(await step('testSecret', { versions, pending: undefined })).toMatchInlineSnapshot(
      `"rotation step failed: step=testSecret token=next verdict=NotPending reason=version next of octopus-cards/sandbox/api is not AWSPENDING; start a new rotation"`,
    );
  });
  it.each(['createSecret', 'testSecret'] as const)('of a version that is live is done: %s', async (name) => {
    const did = await step(name, { versions: [{ ...ann, id: 'next' }], pending: undefined });
    expect(did).toBe(`rotation step done: step=${name} token=next verdict=AlreadyCurrent`);
  });
  it('that sets has nothing to do, and calls nobody', async () => {
    await using world = await aCredential({ versions: [ann], pending: staged() });
    const { ARN } = await world.describe();
    const before = world.aws.calls.length;
    const event = { Step: 'setSecret', SecretId: ARN, ClientRequestToken: idOf('next') };
    await createRotate(world.ports)(event, world.invocation);
    expect(world.aws.calls.length).toBe(before);
    expect(world.did()).toBe('rotation step done: step=setSecret token=next verdict=NothingToSet');
  });
});
