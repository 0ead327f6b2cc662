import { describe, expect, it } from 'vitest';
import { alice, startCliWorld, withoutIds } from './cli-world.ts';

describe('octopus unstick', () => {
  it('has nothing to do when no rotation is stuck', async () => {
    await using world = await startCliWorld();
    const { exitCode, out } = await world.run(['unstick']);
    expect(exitCode).toBe(0);
    expect(out).toContain('No rotation is stuck, so there is nothing to clear.');
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('has nothing to do after a promotion', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    await world.rotate();
    expect(await world.run(['unstick'])).toMatchObject({ exitCode: 0, asked: [] });
  });

  it('shows the state and clears it, after asking', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const { exitCode, out } = await world.run(['unstick'], { confirms: [true] });
    expect(exitCode).toBe(0);
    expect(withoutIds(out)).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Live:    version <id>, without a state label
      Pending: version <id>, without a state label
      Intake:  empty; last verdict NothingStaged, of rotation <id>
      Cleared: AWSPENDING is removed from version <id>. Next:
        npm run octopus -- stage --environment sandbox --credential api"
    `);
    expect(Object.values(await world.stages()).flat()).not.toContain('AWSPENDING');
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'UpdateSecretVersionStage']);
  });

  it('points to rotate when a pair waits', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    await world.stage(alice);
    const { out } = await world.run(['unstick', '--yes']);
    expect(out.at(-1)).toBe('  npm run octopus -- rotate --environment sandbox --credential api');
  });

  it('changes nothing when somebody says no, and says that in one line', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const before = await world.stages();
    const { exitCode, err } = await world.run(['unstick'], { confirms: [false] });
    expect({ exitCode, err }).toStrictEqual({ exitCode: 2, err: ['octopus: declined; nothing was changed'] });
    expect(await world.stages()).toStrictEqual(before);
  });

  it('asks for production to be typed out, once', async () => {
    await using world = await startCliWorld({ environment: 'production' });
    await world.rotate();
    const { exitCode, asked } = await world.run(['unstick'], { lines: ['production'] });
    expect({ exitCode, asked: asked.length }).toStrictEqual({ exitCode: 0, asked: 1 });
  });

  it('prints its state as JSON', async () => {
    await using world = await startCliWorld();
    const { out } = await world.run(['unstick', '--json']);
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ outcome: 'nothing-to-do', intake: 'empty', credential: 'api' });
  });
});
