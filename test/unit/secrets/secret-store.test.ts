import { randomUUID } from 'node:crypto';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { createSecretStore } from '../../../lambda/secrets/secret-store.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';

const second = '22222222-2222-4222-8222-222222222222';

async function aStore() {
  const world = await anAws();
  const secret = await aSecret(world);
  const operations = () => world.aws.calls.map(({ operation }) => operation);
  return {
    ...world,
    secret,
    store: createSecretStore(world.secretsManager, 'pair'),
    /** The calls that something makes, in order. */
    async callsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
      const before = operations().length;
      await work();
      return operations().slice(before);
    },
  };
}

describe('a store reads', () => {
  it('what DescribeSecret shows', async () => {
    await using world = await aStore();
    expect(await world.store.describe()).toEqual({
      arn: world.secret.arn,
      name: 'pair',
      rotationEnabled: false,
      stages: { [world.secret.first]: ['AWSCURRENT'] },
    });
  });

  it('the name of a secret that it knows by ARN', async () => {
    await using world = await aStore();
    const view = await createSecretStore(world.secretsManager, world.secret.arn).describe();
    expect([view.arn, view.name]).toEqual([world.secret.arn, 'pair']);
  });

  it('no versions of a secret that has none', async () => {
    await using world = await aStore();
    await world.secretsManager.send(new CreateSecretCommand({ Name: 'bare' }));
    expect((await createSecretStore(world.secretsManager, 'bare').describe()).stages).toEqual({});
  });

  it('a version by its id or by a label', async () => {
    await using world = await aStore();
    const { first } = world.secret;
    await world.secret.put('second', ['inbox'], second);
    expect(await world.store.read({ versionId: first })).toEqual({
      versionId: first,
      text: 'first',
      stages: ['AWSCURRENT'],
      createdAt: '2026-01-01T00:00:00Z',
    });
    expect(await world.store.read({ stage: 'inbox' })).toMatchObject({ versionId: second, text: 'second' });
  });

  it('nothing where there is no version', async () => {
    await using world = await aStore();
    expect(await world.store.read({ versionId: second })).toBeUndefined();
    expect(await world.store.read({ stage: 'AWSPENDING' })).toBeUndefined();
  });

  it('fails where AWS refuses, with what was called on what', async () => {
    await using world = await aStore();
    const none = createSecretStore(world.secretsManager, 'none');
    await expect(none.describe()).rejects.toThrow(
      "secretsmanager:DescribeSecret on none: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    );
    world.aws.secretsManager.throttle('GetSecretValue', 1);
    await expect(world.store.read({ stage: 'AWSCURRENT' })).rejects.toThrow(
      /^secretsmanager:GetSecretValue on pair: ThrottlingException$/,
    );
  });
});

describe('a store puts', () => {
  it('a version under its token, with its labels', async () => {
    await using world = await aStore();
    await world.store.put({ versionId: second, text: 'second', stages: ['AWSPENDING'] });
    expect((await world.secret.stages())[second]).toEqual(['AWSPENDING']);
    expect((await world.secret.get({ VersionId: second })).SecretString).toBe('second');
  });

  it('and quotes nothing of what AWS says to a value', async () => {
    await using world = await aStore();
    const put = world.store.put({ versionId: second, text: 'secret-of-alice'.repeat(5_000), stages: ['AWSPENDING'] });
    await expect(put).rejects.toThrow(/^secretsmanager:PutSecretValue on pair: ValidationException$/);
  });
});

describe('a label', () => {
  it('is attached', async () => {
    await using world = await aStore();
    const { first } = world.secret;
    const calls = await world.callsOf(() => world.store.attach('mark', first));
    expect(calls).toEqual(['UpdateSecretVersionStage']);
    expect((await world.secret.stages())[first]).toEqual(['AWSCURRENT', 'mark']);
  });

  it('is attached from wherever it is', async () => {
    await using world = await aStore();
    await world.secret.put('second', ['mark'], second);
    await world.store.attach('mark', world.secret.first);
    expect((await world.secret.stages())[world.secret.first]).toEqual(['AWSCURRENT', 'mark']);
  });

  it('that another run has attached meanwhile is in place', async () => {
    await using world = await aStore();
    const { first } = world.secret;
    // The first answer is lost, and the call that is made again is refused: the label is there.
    await world.secret.stage('mark', { MoveToVersionId: first });
    world.aws.secretsManager.throttle('UpdateSecretVersionStage', 1);
    const calls = await world.callsOf(() => world.store.attach('mark', first));
    expect(calls).toEqual(['UpdateSecretVersionStage', 'DescribeSecret']);
  });

  it('that is nowhere and cannot be attached fails', async () => {
    await using world = await aStore();
    const calls = await world.callsOf(() =>
      expect(world.store.attach('mark', second)).rejects.toThrow(
        /^secretsmanager:UpdateSecretVersionStage on pair: ResourceNotFoundException/,
      ),
    );
    expect(calls).toEqual(['UpdateSecretVersionStage', 'DescribeSecret']);
  });

  it('is detached, also when it is gone already', async () => {
    await using world = await aStore();
    const { first } = world.secret;
    await world.store.attach('mark', first);
    await world.store.detach('mark', first);
    await world.store.detach('mark', first);
    await world.store.detach('mark', randomUUID());
    expect((await world.secret.stages())[first]).toEqual(['AWSCURRENT']);
  });

  it('is not taken for detached when AWS says something else', async () => {
    await using world = await aStore();
    world.aws.secretsManager.throttle('UpdateSecretVersionStage', 1);
    await expect(world.store.detach('mark', world.secret.first)).rejects.toThrow('ThrottlingException');
  });
});

describe('AWSCURRENT', () => {
  it('is moved from where it is, and from nowhere else', async () => {
    await using world = await aStore();
    const { first } = world.secret;
    await world.secret.put('second', ['next'], second);
    expect(await world.store.moveCurrent({ from: second, to: first })).toBe(false);
    expect(await world.store.moveCurrent({ from: first, to: randomUUID() })).toBe(false);
    expect(await world.store.moveCurrent({ from: first, to: second })).toBe(true);
    expect((await world.secret.stages())[second]).toEqual(['AWSCURRENT', 'next']);
  });

  it('is not said to be elsewhere when AWS says something else', async () => {
    await using world = await aStore();
    world.aws.secretsManager.throttle('UpdateSecretVersionStage', 1);
    const move = world.store.moveCurrent({ from: world.secret.first, to: second });
    await expect(move).rejects.toThrow('ThrottlingException');
  });
});
