import { GetSecretValueCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { days, minutes } from '../../../local/clock.ts';
import { startTestWorld } from '../../support/test-world.ts';
import {
  arrangement,
  clientId,
  firstPair,
  issue,
  lastVerdict,
  mailed,
  secondPair,
  thirdPair,
  withFirstPair,
} from './story.ts';

describe('a deployed credential', () => {
  it('passes the configuration test with its placeholder, and rotates nothing', async () => {
    await using world = await startTestWorld();
    expect(world.aws.events.map(({ name }) => name)).toEqual(['TestRotationStarted', 'TestRotationSucceeded']);
    expect(lastVerdict(world)).toBe('PlaceholderTested');
    expect(world.aws.mailbox).toEqual([]);
  });
});

describe('the first pair', () => {
  it('goes live, ops is notified, and it asks nobody to revoke', async () => {
    await using world = await withFirstPair(await startTestWorld());
    expect(JSON.parse(await world.live())).toEqual({
      API_KEY: firstPair.apiKey,
      API_SECRET: firstPair.apiSecret,
      BASE_URL: world.octopus.url,
      CLIENT_ID: String(clientId),
    });
    expect(mailed(world)).toEqual(['PairPromoted>ops']);
    expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS']);
    expect(await arrangement(world, world.intakeName)).toEqual(['AWSCURRENT octopus/empty', 'AWSPREVIOUS']);
  });
});

describe('the next pair', () => {
  it('replaces it, and support is asked to revoke the old one', async () => {
    await using world = await withFirstPair(await startTestWorld());
    const before = world.aws.mailbox.length;
    await world.stage(secondPair, { reason: 'leak' });
    await world.rotate();
    expect(await world.live()).toContain(secondPair.apiKey);
    expect(mailed(world, before)).toEqual(['RevocationRequested>support', 'PairPromoted>ops']);
    expect(await arrangement(world)).toEqual(['AWSCURRENT live', 'AWSPREVIOUS requested']);
    expect(await arrangement(world, world.intakeName)).toEqual(['AWSCURRENT octopus/empty', 'AWSPREVIOUS']);
  });

  it('takes 2 logins and at most 24 AWS calls, and nobody logs out', async () => {
    // In real time: under a clock that stands, the SDK takes every refusal for a skewed clock and asks again.
    await using world = await withFirstPair(await startTestWorld({ live: true, start: new Date() }));
    await world.stage(secondPair);
    const [calls, logins] = [world.aws.calls.length, world.octopus.logins];
    await world.rotate();
    const made = world.aws.calls.slice(calls).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
    expect(made.map(({ operation }) => operation)).toMatchInlineSnapshot(`
      [
        "DescribeSecret",
        "GetSecretValue",
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "PutSecretValue",
        "DescribeSecret",
        "GetSecretValue",
        "DescribeSecret",
        "GetSecretValue",
        "GetSecretValue",
        "GetSecretValue",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "GetTopicAttributes",
        "Publish",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "Publish",
        "UpdateSecretVersionStage",
        "UpdateSecretVersionStage",
        "DescribeSecret",
        "UpdateSecretVersionStage",
      ]
    `);
    expect(made.length).toBeLessThanOrEqual(24);
    expect(world.octopus.logins - logins).toBe(2);
    expect(world.octopus.logouts).toBe(0);
  });

  it('reaches support through ops while nobody there has confirmed', async () => {
    await using world = await withFirstPair(await startTestWorld({ supportConfirmed: false }));
    const before = world.aws.mailbox.length;
    await world.stage(secondPair);
    await world.rotate();
    expect(mailed(world, before)).toEqual(['RevocationRequested>ops', 'PairPromoted>ops']);
    expect(world.aws.mailbox.at(before)?.body).toContain('Forward the text below');
  });

  it('staged while another one is being promoted stays in the intake, ops is notified, and the next rotation takes it', async () => {
    await using world = await withFirstPair(await startTestWorld());
    const before = world.aws.mailbox.length;
    await world.stage(secondPair);
    let wasPut = false;
    let staged: Promise<unknown> | undefined;
    world.aws.intercept = ({ accessKeyId, operation }) => {
      if (!world.isFunction(accessKeyId)) return 'pass';
      wasPut ||= operation === 'PutSecretValue';
      if (!wasPut || staged !== undefined || operation !== 'DescribeSecret') return 'pass';
      // The second pair is AWSPENDING by now. The function repeats the call that is cut off, after the third is staged.
      staged = world.stage(thirdPair);
      return 'drop-before';
    };
    await world.rotate();
    await staged;
    expect(await world.live()).toContain(secondPair.apiKey);
    expect(mailed(world, before)).toEqual(['RevocationRequested>support', 'PairPromoted>ops']);
    expect(world.aws.mailbox.at(-1)?.body).toContain('Another pair was staged');
    await world.rotate();
    expect(await world.live()).toContain(thirdPair.apiKey);
  });

  it('waits while the vendor answers 503, and is promoted by the next try', async () => {
    await using world = await withFirstPair(await startTestWorld());
    await world.stage(secondPair);
    world.octopus.failNext(503, 3);
    await world.rotate();
    expect(lastVerdict(world)).toBe('Unavailable');
    await world.clock.advance(minutes(2));
    expect(await world.live()).toContain(secondPair.apiKey);
  });
});

describe('a rotation that cannot go on', () => {
  const revoked = { apiKey: 'test-key-alice-0009', apiSecret: 'secret-of-alice-0009' };

  it('asks ops once when nothing is staged, and takes the pair that is staged later', async () => {
    await using world = await withFirstPair(await startTestWorld());
    await world.clock.advance(days(366));
    expect(mailed(world, 1)).toEqual(['RotationDue>ops']);
    expect(await world.live()).toContain(firstPair.apiKey);
    expect(lastVerdict(world)).toBe('NothingStaged');
  });

  it.each([
    ['a mistyped pair', { ...secondPair, apiSecret: 'secret-of-nobody-0000' }, 'Rejected'],
    ['a pair that the vendor never issued', revoked, 'Rejected'],
    ['the live pair', firstPair, 'AlreadyLive'],
    ['a line break', { ...secondPair, apiKey: 'test-key-alice\n0002' }, 'MalformedPair'],
  ])('refuses %s as %3$s, notifies ops once, and moves nothing', async (_, pair, verdict) => {
    await using world = await withFirstPair(await startTestWorld());
    await world.stage(pair);
    await world.rotate();
    expect(lastVerdict(world)).toBe(verdict);
    await world.clock.advance(days(1));
    expect(mailed(world, 1)).toEqual(['PairRefused>ops']);
    expect(world.aws.mailbox.at(-1)?.subject).toContain(verdict);
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('refuses a pair awaiting revocation', async () => {
    await using world = await withFirstPair(await startTestWorld());
    await world.stage(secondPair);
    await world.rotate();
    await world.stage(firstPair);
    await world.rotate();
    expect(lastVerdict(world)).toBe('AwaitingRevocation');
  });

  it('refuses a pair of another client account, and names both', async () => {
    await using world = await withFirstPair(await startTestWorld());
    world.octopus.addAccount({ clientId: 43 });
    world.octopus.issuePair(43, revoked);
    await world.stage(revoked);
    await world.rotate();
    expect(lastVerdict(world)).toBe('ClientMismatch');
    expect(world.aws.mailbox.at(-1)?.body).toMatch(/account 43, but 42\s+is\s+expected/);
  });

  it('refuses a first pair of another account than the configured one', async () => {
    await using world = await withFirstPair(await startTestWorld({ variables: { CREDENTIALS: '{"api":"41"}' } }));
    expect(lastVerdict(world)).toBe('ClientMismatch');
    expect(await world.live()).toContain('awaiting-first-pair');
  });

  it('keeps a pair staged while our address is blocked', async () => {
    await using world = await withFirstPair(await startTestWorld());
    world.octopus.allowOnly(clientId, ['192.0.2.0/24']);
    await world.stage(secondPair);
    await world.rotate();
    expect(lastVerdict(world)).toBe('EgressBlocked');
    world.octopus.allowOnly(clientId, undefined);
    await world.clock.advance(minutes(2));
    expect(await world.live()).toContain(secondPair.apiKey);
  });

  it("leaves a pending value of somebody else's alone", async () => {
    await using world = await withFirstPair(await startTestWorld());
    const token = '99999999-8888-7777-6666-555555555555';
    const text = JSON.stringify({ API_KEY: 'test-key-mallory-01', API_SECRET: 'secret-of-mallory' });
    const put = {
      SecretId: world.secretName,
      ClientRequestToken: token,
      SecretString: text,
      VersionStages: ['AWSPENDING'],
    };
    await world.secretsManager.send(new PutSecretValueCommand(put));
    const { ARN = '' } = await world.secretsManager.send(new GetSecretValueCommand({ SecretId: world.secretName }));
    for (const Step of ['createSecret', 'testSecret', 'finishSecret']) {
      const event = { Step, SecretId: ARN, ClientRequestToken: token };
      await expect(world.invoke(event)).rejects.toMatchObject({ name: 'ForeignPending' });
    }
    expect(await world.live()).toContain(firstPair.apiKey);
  });

  it('asks for the clean-up when the pair dies between the two logins', async () => {
    await using world = await startTestWorld();
    issue(world, firstPair);
    await world.stage(firstPair);
    const seen = { logins: 0 };
    world.octopus.intercept = ({ path }) => {
      if (path === '/auth/login' && seen.logins++ === 1) world.octopus.revoke(firstPair.apiKey);
      return 'pass';
    };
    await world.rotate();
    expect(lastVerdict(world)).toBe('Rejected');
    await world.clock.advance(days(1));
    expect(mailed(world)).toEqual(['PairRefused>ops']);
    expect(world.aws.mailbox.at(-1)?.body).toContain('octopus -- unstick');
  });
});
