import { describe, expect, it } from 'vitest';
import { alice, bob, replaced, startCliWorld } from './cli-world.ts';

describe('octopus request', () => {
  it('prints the mail, and beside it what it cannot know', async () => {
    await using world = await replaced();
    const { exitCode, out, err } = await world.run(['request']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Subject: New API key pair, sandbox

      Hello,

      please issue a new API key and API secret for our sandbox account.
      We need it by 2026-11-24. Our egress addresses: not fixed.

      Please send the pair over a secure channel. Please keep the present
      pair active: we ask support to revoke it when the new one is in use."
    `);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 0,
      err: ['Client id: see your contract, and add it to the mail. It is not configured for api.'],
    });
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'GetFunctionConfiguration']);
  });

  it('says that a pair waits in the intake already', async () => {
    await using world = await replaced();
    await world.stage(alice);
    const { err } = await world.run(['request']);
    expect(err.at(-1)).toBe(
      'A pair is already staged: npm run octopus -- rotate --environment sandbox --credential api',
    );
  });

  it('prints it as JSON, with the client id that the stack has been given', async () => {
    await using world = await startCliWorld();
    const found = world.stack.functions.get('octopus-cards-sandbox-watch');
    if (found === undefined) throw new Error('the stack has no watch');
    const configuration = {
      ...found,
      runtime: 'nodejs24.x',
      variables: { ...found.variables, CREDENTIALS: '{"api":"42"}' },
    };
    world.aws.registerFunction({ name: found.name, handler: found.invoke, configuration });
    const { exitCode, out, err } = await world.run(['request', '--reason', 'leak', '--json']);
    expect(exitCode).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toStrictEqual([
      {
        environment: 'sandbox',
        credential: 'api',
        subject: 'New API key pair, sandbox',
        body: expect.stringContaining('client id 42'),
        clientId: '42',
        egress: [],
        pairIsStaged: false,
      },
    ]);
    expect(err.join('\n')).not.toContain('see your contract');
  });

  it('says in one line that the settings cannot be read', async () => {
    await using world = await startCliWorld();
    world.aws.registerFunction({ name: 'octopus-cards-sandbox-watch', handler: async () => ({}) });
    const { exitCode, err } = await world.run(['request']);
    expect({ exitCode, err }).toStrictEqual({
      exitCode: 1,
      err: ['octopus: the settings of the function watch cannot be read; deploy the stack'],
    });
  });

  it('holds no secret', async () => {
    await using world = await replaced();
    const { all } = await world.run(['request']);
    for (const { apiKey, apiSecret } of [alice, bob])
      expect([all().includes(apiKey), all().includes(apiSecret)]).toStrictEqual([false, false]);
  });
});
