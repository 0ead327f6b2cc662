import { describe, expect, it } from 'vitest';
import { alice, bob, replaced, startCliWorld, withoutIds } from './cli-world.ts';

describe('octopus rollback', () => {
  it('shows the state and what will happen, asks, and goes back', async () => {
    await using world = await replaced();
    world.octopus.revoke(bob.apiKey);
    const { exitCode, out, asked } = await world.run(['rollback'], { confirms: [true] });
    expect(withoutIds(out)).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Live now:  version <id>, live since 2025-11-24 (0 days)
      Back to:   version <id>, live from 2025-11-24; support was asked to revoke it on 2025-11-24
      What will happen:
        1. The function logs in with the old pair. If the vendor refuses it, nothing
           changes.
        2. It logs in with the live pair. If the vendor accepts it, nothing changes.
        3. Support was asked to revoke it; the request is withdrawn.
        4. The pair that is replaced stays valid until a new pair goes live; then
           support is asked to revoke it.
      Rolled back: key ending in …0001 (fingerprint 5a3b8af4db8d) is live.
      Replaced: key ending in …0002 (fingerprint 52abc41c31dc).
      Restart the applications that read the pair only when they start.
      Then ask the account manager for a new pair and stage it:
        npm run octopus -- stage --environment sandbox --credential api"
    `);
    expect({ exitCode, asked }).toStrictEqual({ exitCode: 0, asked: ['Roll back?'] });
    expect(await world.liveKey()).toBe(alice.apiKey);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'Invoke']);
  });

  it('changes nothing when somebody says no, or nobody can be asked', async () => {
    await using world = await replaced();
    const before = await world.stages();
    const declined = { exitCode: 2, err: expect.arrayContaining(['octopus: declined; nothing was changed']) };
    expect(await world.run(['rollback'], { confirms: [false] })).toMatchObject(declined);
    expect(await world.run(['rollback'], { stdin: '' })).toMatchObject(declined);
    expect(await world.stages()).toStrictEqual(before);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('asks for production to be typed out, once', async () => {
    await using world = await replaced({ environment: 'production' });
    world.octopus.revoke(bob.apiKey);
    const { exitCode, asked } = await world.run(['rollback'], { lines: ['production'] });
    expect({ exitCode, asked: asked.length }).toStrictEqual({ exitCode: 0, asked: 1 });
  });

  it('is refused while the live pair logs in, and names the way round', async () => {
    await using world = await replaced();
    const { exitCode, out } = await world.run(['rollback', '--yes']);
    expect(exitCode).toBe(1);
    expect(out.slice(-5).join('\n')).toMatchInlineSnapshot(`
      "Not rolled back (LivePairWorks). The live pair logs in, so there is no reason to roll back. The live pair does not change.
      If you have another reason to roll back:
        npm run octopus -- rollback --environment sandbox --credential api --even-though-live-works
      See docs/operating.md, heading LivePairWorks.
      The function said: the live pair logs in; to go back all the same, set evenThoughLiveWorks"
    `);
    expect(await world.liveKey()).toBe(bob.apiKey);
    const insisted = await world.run(['rollback', '--yes', '--even-though-live-works']);
    expect(insisted.exitCode).toBe(0);
    expect(insisted.out).toContain('  2. It rolls back even if the live pair logs in (--even-though-live-works).');
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('is refused when the old pair is revoked', async () => {
    await using world = await replaced();
    world.octopus.revoke(alice.apiKey);
    const { exitCode, out } = await world.run(['rollback', '--yes', '--json']);
    expect({ exitCode, out: out.map((line) => JSON.parse(line)) }).toStrictEqual({
      exitCode: 1,
      out: [
        {
          environment: 'sandbox',
          credential: 'api',
          outcome: 'refused',
          errorType: 'OldPairRefused',
          message: 'the vendor refuses the pair that was live before; stage a new pair',
          heading: 'OldPairRefused',
        },
      ],
    });
  });

  it('asks nobody when the labels know of no other pair', async () => {
    await using world = await startCliWorld();
    const { exitCode, out, asked } = await world.run(['rollback']);
    expect({ exitCode, asked }).toStrictEqual({ exitCode: 1, asked: [] });
    expect(out[1]).toMatch(/^Not rolled back \(NothingToGoBackTo\)\. /);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('warns when the old pair was replaced because somebody may know it', async () => {
    await using world = await replaced({}, 'leak');
    const { out } = await world.run(['rollback'], { confirms: [false] });
    expect(out.at(-1)).toBe('Caution: the old pair was replaced because of a leak. Somebody else may know it.');
  });

  it('completes one that was cut off after AWSCURRENT had moved', async () => {
    await using world = await replaced({ maxAttempts: 1 });
    world.octopus.revoke(bob.apiKey);
    let moved = false;
    world.aws.intercept = ({ operation, accessKeyId }) => {
      if (!world.isFunction(accessKeyId)) return 'pass';
      moved ||= operation === 'GetTopicAttributes' || operation === 'Publish';
      return moved ? 'drop-before' : 'pass';
    };
    const cutOff = await world.run(['rollback', '--yes']);
    expect(cutOff.exitCode).toBe(1);
    expect(cutOff.out).toContain('See docs/operating.md, heading AwsCallFailed.');
    world.aws.intercept = undefined;
    const { exitCode, asked } = await world.run(['rollback'], { confirms: [true] });
    expect({ exitCode, asked }).toStrictEqual({ exitCode: 0, asked: ['Complete the rollback?'] });
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('starts once when the answer is lost, and says that it may have run', async () => {
    await using world = await replaced();
    world.octopus.revoke(bob.apiKey);
    world.loseOnce('Invoke', 'drop-after');
    const { exitCode, err } = await world.run(['rollback', '--yes']);
    expect({ exitCode, first: err[0] }).toStrictEqual({
      exitCode: 1,
      first: 'It is not known whether the function ran. Check the status before you try again:',
    });
    expect(world.requests.filter(({ operation }) => operation === 'Invoke')).toHaveLength(1);
    expect(await world.liveKey()).toBe(alice.apiKey);
  });
});
