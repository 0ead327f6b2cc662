import { describe, expect, it } from 'vitest';
import { alice, bob, replaced, startCliWorld } from './cli-world.ts';

describe('octopus watch', () => {
  it('reports that no problem is known', async () => {
    await using world = await replaced();
    const { exitCode, out } = await world.run(['watch']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Mailed:      nothing
      Pair:        0 days old, due in 365 days
      Revocations: 1 open, the oldest for 0 days
      Live value:  no problem is known"
    `);
    expect(exitCode).toBe(0);
    expect(world.operatorCalls()).toStrictEqual(['DescribeSecret', 'Invoke']);
  });

  it('reports what was mailed, and exits with 1 because a person has to do something', async () => {
    await using world = await replaced();
    world.octopus.revoke(bob.apiKey);
    const before = world.aws.mailbox.length;
    const { exitCode, out } = await world.run(['watch']);
    expect(out.slice(1).join('\n')).toMatchInlineSnapshot(`
      "Mailed:      WrongPairRevoked: the live pair is refused and an old one works
      Pair:        0 days old, due in 365 days
      Revocations: 1 open, the oldest for 0 days
      Live value:  PROBLEM: see the mail, or octopus status
      What to do:  npm run octopus -- status --environment sandbox --credential api"
    `);
    expect(exitCode).toBe(1);
    expect(world.aws.mailbox.length).toBeGreaterThan(before);
  });

  it('mails and marks nothing in a dry run', async () => {
    await using world = await replaced();
    world.octopus.revoke(alice.apiKey);
    const [mails, labels] = [world.aws.mailbox.length, await world.stages()];
    const { exitCode, out } = await world.run(['watch', '--dry-run']);
    expect(out.slice(1, 3)).toStrictEqual([
      'Dry run: no mail was sent and no label was written.',
      'Would mail:  RevocationProved: an old pair is proved to be revoked',
    ]);
    expect(exitCode).toBe(0);
    expect([world.aws.mailbox.length, await world.stages()]).toStrictEqual([mails, labels]);
  });

  it('prints its findings as JSON', async () => {
    await using world = await replaced();
    const { out } = await world.run(['watch', '--json']);
    expect(out.map((line) => JSON.parse(line))).toStrictEqual([
      {
        environment: 'sandbox',
        credential: 'api',
        outcome: 'watched',
        dryRun: false,
        notices: [],
        measures: expect.objectContaining({ OpenRevocations: 1, LivePairHealthy: 1 }),
        needsPerson: false,
      },
    ]);
  });

  it('reports the error of the function, and where to read on', async () => {
    await using world = await replaced();
    world.aws.intercept = ({ operation, accessKeyId }) =>
      operation === 'GetSecretValue' && world.isFunction(accessKeyId) ? 'drop-before' : 'pass';
    const { exitCode, out } = await world.run(['watch']);
    expect(exitCode).toBe(1);
    expect(out[1]).toMatch(/^The function watch failed \(AwsCallFailed\): secretsmanager:GetSecretValue on /);
    expect(out[2]).toBe('See docs/operating.md, heading AwsCallFailed.');
  });

  it('starts it once, and says in one line that no answer came', async () => {
    await using world = await startCliWorld();
    world.aws.intercept = ({ operation }) => (operation === 'Invoke' ? 'drop-after' : 'pass');
    const { exitCode, err } = await world.run(['watch']);
    expect({ exitCode, lines: err.length }).toStrictEqual({ exitCode: 1, lines: 1 });
    expect(world.requests.filter(({ operation }) => operation === 'Invoke')).toHaveLength(1);
  });
});
