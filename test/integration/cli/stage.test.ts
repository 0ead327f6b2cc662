import { describe, expect, it } from 'vitest';
import { alice, bob, mallory, nobody, piping, startCliWorld, typing, withoutIds } from './cli-world.ts';

describe('octopus stage', () => {
  it('stages the first pair, and follows it until it is promoted', async () => {
    await using world = await startCliWorld();
    const { exitCode, out, err } = await world.run(['stage'], typing(alice));
    expect({ exitCode, err }).toStrictEqual({ exitCode: 0, err: [] });
    expect(withoutIds(out)).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Pair: key ending in …0001 (fingerprint 5a3b8af4db8d); key 17, secret 20 characters long.
      Staged (reason: scheduled).
      Rotation <id> has started.
      The vendor accepts the pair; it is being tested once more and promoted.
      Promoted: key ending in …0001 (fingerprint 5a3b8af4db8d) is live, as version <id>.
      The mail PairPromoted says when support is asked to revoke the old pair, if there is one.
      Now delete the e-mail that the pair came in, and empty the bin."
    `);
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('replaces a live pair, with a document on stdin and its reason', async () => {
    await using world = await startCliWorld();
    await world.run(['stage'], typing(alice));
    const { exitCode, out } = await world.run(['stage', '--json'], piping(bob, { reason: 'leak' }));
    expect({ exitCode, lines: out.length }).toStrictEqual({ exitCode: 0, lines: 1 });
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ outcome: 'promoted', environment: 'sandbox', maskedKey: '…0002' });
    expect(await world.liveKey()).toBe(bob.apiKey);
    const labels = Object.values(await world.stages()).flat();
    expect(labels).toContainEqual(expect.stringMatching(/^octopus\/requested\/.*reason=leak/));
  });

  it('makes only calls that operators have the right to, none of which reads a value', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    await world.run(['stage', '--yes'], typing(alice));
    expect(world.operatorCalls()).toStrictEqual([
      'DescribeSecret',
      'PutSecretValue',
      'RotateSecret',
      'UpdateSecretVersionStage',
    ]);
  });

  it('leaves the pair in the intake with --no-rotate', async () => {
    await using world = await startCliWorld();
    const { exitCode, out } = await world.run(['stage', '--no-rotate'], typing(alice));
    expect(exitCode).toBe(0);
    expect(out).toContain('  npm run octopus -- rotate --environment sandbox --credential api');
    expect(world.operatorCalls()).not.toContain('RotateSecret');
    expect(await world.liveKey()).toBe(undefined);
  });

  it('says that it replaced a pair that was staged before, and only then', async () => {
    await using world = await startCliWorld();
    const replaced = 'It replaced a staged pair that was not promoted.';
    const first = await world.run(['stage', '--no-rotate'], typing(alice));
    const second = await world.run(['stage'], typing(bob));
    const third = await world.run(['stage', '--no-rotate'], typing(alice));
    expect([first, second, third].map(({ out }) => out.includes(replaced))).toStrictEqual([false, true, false]);
  });

  it.each([
    ['nothing', { stdin: '' }],
    ['no pair', { stdin: JSON.stringify({ API_KEY: alice.apiKey }) }],
    ['a prompt that was cancelled', { hidden: [alice.apiKey, undefined] }],
  ])('changes nothing after %s', async (_, script) => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['stage'], script);
    expect({ exitCode, lines: err.length }).toStrictEqual({ exitCode: 2, lines: 1 });
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret']);
  });

  it('asks for production to be typed out', async () => {
    await using world = await startCliWorld({ environment: 'production' });
    const no = await world.run(['stage'], { lines: ['yes'] });
    expect(no).toMatchObject({ exitCode: 2, err: ['octopus: not confirmed; nothing was changed'] });
    expect(await world.run(['stage'], { ...typing(alice), lines: ['production'] })).toMatchObject({ exitCode: 0 });
    expect(await world.run(['stage'], piping(bob))).toMatchObject({
      exitCode: 2,
      err: ['octopus: production needs a confirmation and there is no terminal to ask on: add --yes'],
    });
    expect(await world.run(['stage', '--yes'], piping(bob))).toMatchObject({ exitCode: 0 });
  });

  it('asks for it on the terminal itself when the pair comes from a pipe', async () => {
    await using world = await startCliWorld({ environment: 'production' });
    const piped = { ...piping(alice), nobodyToAsk: false, lines: ['production'] };
    expect(await world.run(['stage'], piped)).toMatchObject({ exitCode: 0 });
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('clears an earlier rotation on the way, after asking', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const { exitCode } = await world.run(['stage'], { ...typing(alice), confirms: [true] });
    expect(exitCode).toBe(0);
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('keeps the pair staged when somebody does not want that, and says so', async () => {
    await using world = await startCliWorld();
    await world.rotate();
    const { exitCode, err } = await world.run(['stage'], { ...typing(alice), confirms: [false] });
    expect(exitCode).toBe(2);
    expect(err[0]).toContain('The pair stays staged');
    expect((await world.run(['unstick'], { confirms: [true] })).out.at(-1)).toContain('rotate');
  });
});

describe('octopus stage, in a bad moment', () => {
  it('does not call somebody else’s pair ours when it was staged before createSecret looked', async () => {
    await using world = await startCliWorld();
    let elsewhere: Promise<unknown> = Promise.resolve();
    world.loseOnce('RotateSecret', 'drop-before', () => {
      elsewhere = world.stage(bob);
    });
    const { exitCode, out } = await world.run(['stage'], typing(alice));
    await elsewhere;
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('Somebody else staged another pair after yours');
  });

  it('follows a rotation whose start was not answered', async () => {
    await using world = await startCliWorld();
    world.loseOnce('RotateSecret', 'drop-after');
    expect(await world.run(['stage'], typing(alice))).toMatchObject({ exitCode: 0 });
  });

  it('stages once when the put was not answered', async () => {
    await using world = await startCliWorld();
    world.loseOnce('PutSecretValue', 'drop-after');
    expect(await world.run(['stage'], typing(alice))).toMatchObject({ exitCode: 0 });
  });

  it('says on Ctrl-C that the rotation continues, and how to see its status', async () => {
    await using world = await startCliWorld();
    const { promise: interrupted, resolve } = Promise.withResolvers<void>();
    world.atLogin(1, resolve);
    world.octopus.failNext({ kind: 'slow', ms: 300 });
    const { exitCode, out } = await world.run(['stage'], { ...typing(alice), interrupted });
    expect(exitCode).toBe(1);
    expect(withoutIds(out.slice(3))).toMatchInlineSnapshot(`
      "Rotation <id> has started.
      You stopped following the rotation.
      The rotation continues by itself; a mail notifies ops of the outcome (PairPromoted or PairRefused).
      To see its status:
        npm run octopus -- status --environment sandbox --credential api
      Once the pair is promoted, delete the e-mail that it came in, and empty the bin."
    `);
    await world.aws.secretsManager.idle();
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('says that the pair stays staged when its rotation cannot be started', async () => {
    await using world = await startCliWorld();
    for (const { name, accessKeyId, invoke: handler } of world.stack.functions.values()) {
      world.aws.registerFunction({ name, accessKeyId, handler, permissions: [] });
    }
    const { exitCode, err } = await world.run(['stage'], typing(alice));
    expect(exitCode).toBe(1);
    expect(err).toStrictEqual([
      'The pair stays staged, but its rotation did not start. When the cause is fixed:',
      '  npm run octopus -- rotate --environment sandbox --credential api',
      'Once the pair is promoted, delete the e-mail that it came in, and empty the bin.',
      expect.stringMatching(/^octopus: Secrets Manager cannot invoke the rotation function/),
    ]);
  });

  it('says that the rotation continues when AWS refuses to describe it', async () => {
    await using world = await startCliWorld();
    const { promise: started, resolve } = Promise.withResolvers<void>();
    world.atLogin(1, resolve);
    void started.then(() => {
      world.aws.intercept = ({ operation, accessKeyId }) =>
        operation === 'DescribeSecret' && !world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
    });
    const { exitCode, err } = await world.run(['stage'], typing(alice));
    expect(exitCode).toBe(1);
    expect(err[0]).toContain('The rotation continues by itself');
    expect(err.at(-1)).toMatch(/^octopus: AWS does not answer/);
  });

  it('is not misled by reads that lag behind writes', async () => {
    await using world = await startCliWorld();
    await world.run(['stage', '--no-rotate'], typing(bob));
    world.aws.secretsManager.lag({ ms: 3_000 });
    expect(await world.run(['stage'], typing(alice))).toMatchObject({ exitCode: 0 });
  });
});

describe('octopus stage reports', () => {
  it.each([
    ['Rejected', nobody, () => {}],
    ['ClientMismatch', mallory, () => {}],
    ['AlreadyLive', alice, () => {}],
    ['EgressBlocked', bob, ({ octopus }: World) => octopus.allowOnly(42, ['192.0.2.0/24'])],
    ['Unavailable', bob, ({ octopus }: World) => octopus.failNext(503, 9)],
  ])('%s', async (verdict, pair, given) => {
    await using world = await startCliWorld();
    await world.run(['stage'], typing(alice));
    given(world);
    const { exitCode, out } = await world.run(['stage'], typing(pair));
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain(`(${verdict}). `);
    expect(out).toContain(`See docs/operating.md, heading ${verdict}.`);
    expect(await world.liveKey()).toBe(alice.apiKey);
  });

  it('AwaitingRevocation', async () => {
    await using world = await startCliWorld();
    await world.run(['stage'], typing(alice));
    await world.run(['stage'], typing(bob));
    const { exitCode, out } = await world.run(['stage'], typing(alice));
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('Not promoted (AwaitingRevocation).');
  });

  it('TooManyOutstanding', async () => {
    await using world = await startCliWorld();
    for (let promotions = 0; promotions < 12; promotions += 1) {
      await world.stage(world.octopus.issuePair(42));
      await world.rotate();
      await world.clock.advance(60_000);
    }
    const { exitCode, out } = await world.run(['stage'], typing(alice));
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('Not promoted (TooManyOutstanding).');
  });

  it('a pair that was revoked between its check and its test, and to unstick first', async () => {
    await using world = await startCliWorld();
    world.atLogin(2, () => world.octopus.revoke(alice.apiKey));
    const { exitCode, out } = await world.run(['stage'], typing(alice));
    expect(exitCode).toBe(1);
    expect(out.join('\n')).toContain('Not promoted (Rejected).');
    expect(out).toContain('  npm run octopus -- unstick --environment sandbox --credential api');
  });
});

type World = Awaited<ReturnType<typeof startCliWorld>>;
