import { describe, expect, it } from 'vitest';
import { alice, startCliWorld } from './cli-world.ts';

describe('octopus rotate', () => {
  it('promotes what is staged, and says first which account it talks to', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    const { exitCode, out } = await world.run(['rotate']);
    expect(exitCode).toBe(0);
    expect(out[0]).toBe('Account 123456789012, region us-east-1, environment sandbox, credential api');
    expect(await world.liveKey()).toBe(alice.apiKey);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'RotateSecret']);
  });

  it('refuses to start when nothing is staged, as deployed and after a promotion', async () => {
    await using world = await startCliWorld();
    const line =
      'octopus: nothing is staged in octopus-cards/sandbox/api/intake; stage a pair first: ' +
      'npm run octopus -- stage --environment sandbox --credential api (just staged? try again in a few seconds)';
    expect(await world.run(['rotate'])).toMatchObject({ exitCode: 1, err: [line] });
    await world.stage(alice);
    await world.rotate();
    expect(await world.run(['rotate'])).toMatchObject({ exitCode: 1, err: [line] });
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('reports NothingStaged of a rotation that waited already', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const { exitCode, out } = await world.run(['rotate', '--yes']);
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('Not promoted (NothingStaged).');
  });

  it('reports MalformedPair, as JSON too', async () => {
    await using world = await startCliWorld();
    await world.stage({ apiKey: 'two words', apiSecret: 'x' });
    const { exitCode, out } = await world.run(['rotate', '--json']);
    expect({ exitCode, lines: out.length }).toStrictEqual({ exitCode: 1, lines: 1 });
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      outcome: 'refused',
      verdict: 'MalformedPair',
      during: 'createSecret',
    });
  });

  it('clears an earlier rotation that is not complete, after asking, and promotes', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    await world.stage(alice);
    const { exitCode, asked, out } = await world.run(['rotate'], { confirms: [true] });
    expect(asked).toStrictEqual(['Clear the earlier rotation (AWSPENDING) and start a new one?']);
    expect(out.join('\n')).toContain('An earlier rotation is not complete: AWSPENDING is on version');
    expect(exitCode).toBe(0);
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('leaves it when somebody says no', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const before = await world.stages();
    const { exitCode, err } = await world.run(['rotate'], { confirms: [false] });
    expect({ exitCode, lines: err.length }).toStrictEqual({ exitCode: 2, lines: 1 });
    expect(await world.stages()).toStrictEqual(before);
  });

  it('takes it for a no where nobody can be asked', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const { exitCode, err } = await world.run(['rotate'], { stdin: '' });
    expect(exitCode).toBe(2);
    expect(err[0]).toContain('--yes answers every question with yes');
  });

  it('reports that a rotation was abandoned', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    // Somebody unsticks while the vendor takes its time over the second login.
    world.atLogin(2, () => {
      world.octopus.failNext({ kind: 'slow', ms: 500 });
      void world.run(['unstick', '--yes']);
    });
    const { exitCode, out } = await world.run(['rotate']);
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('The rotation was abandoned');
  });

  it('stops after three minutes and says how to look', async () => {
    await using world = await startCliWorld();
    await world.stage(alice);
    // The function fails before it comes to a verdict, at every try.
    world.aws.intercept = ({ operation, accessKeyId }) =>
      operation === 'GetSecretValue' && world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
    const { exitCode, out } = await world.run(['rotate']);
    expect(exitCode).toBe(1);
    expect(out).toContain('  aws logs tail /aws/lambda/octopus-cards-sandbox-rotate --since 1h');
  });

  it('reports a failed call to AWS as JSON too', async () => {
    await using world = await startCliWorld();
    const { out } = await world.run(['rotate', '--credential', 'cards', '--json']);
    expect(out.map((line) => JSON.parse(line))).toStrictEqual([
      { error: 'AwsCallFailed', message: expect.stringContaining('octopus-cards/sandbox/cards was not found') },
    ]);
  });

  it('answers one line for a credential that is not there', async () => {
    await using world = await startCliWorld();
    const { exitCode, err, out } = await world.run(['rotate', '--credential', 'cards']);
    expect({ exitCode, out, lines: err.length }).toStrictEqual({ exitCode: 1, out: [], lines: 1 });
    expect(err[0]).toContain('octopus-cards/sandbox/cards was not found');
  });
});
