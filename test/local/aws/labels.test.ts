import { expect, it } from 'vitest';
import { anAws, aSecret, refusal } from './an-aws.ts';

it('moves AWSPREVIOUS with AWSCURRENT and leaves other labels where they are', async () => {
  await using world = await anAws();
  const { first, put, stage, stages } = await aSecret(world);
  await stage('mark', { MoveToVersionId: first });
  const second = await put('second');
  expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS', 'mark'], [second]: ['AWSCURRENT'] });
  const third = await put('third');
  expect(await stages()).toEqual({ [first]: ['mark'], [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] });
});

it('leaves AWSPENDING on the version that gets AWSCURRENT, and drops it when AWSCURRENT goes on', async () => {
  await using world = await anAws();
  const { first, put, stage, stages } = await aSecret(world);
  const second = await put('second', ['AWSPENDING']);
  await stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: first });
  expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS'], [second]: ['AWSCURRENT', 'AWSPENDING'] });
  const third = await put('third');
  expect(await stages()).toEqual({ [second]: ['AWSPREVIOUS'], [third]: ['AWSCURRENT'] });
});

it('moves a label silently with a put', async () => {
  await using world = await anAws();
  const { first, put, stages } = await aSecret(world);
  await put('second', ['inbox']);
  const third = await put('third', ['inbox']);
  expect(await stages()).toEqual({ [first]: ['AWSCURRENT'], [third]: ['inbox'] });
});

it('keeps a version that lost its labels', async () => {
  await using world = await anAws();
  const { first, put, get } = await aSecret(world);
  for (const value of ['second', 'third']) await put(value);
  expect(await get({ VersionId: first })).toMatchObject({ SecretString: 'first', VersionStages: [] });
});

it('swaps AWSCURRENT only from where it is', async () => {
  await using world = await anAws();
  const { first, put, stage, stages } = await aSecret(world);
  const second = await put('second', ['next']);
  expect(await refusal(stage('AWSCURRENT', { MoveToVersionId: second }))).toBe(
    `400 InvalidParameterException: The parameter RemoveFromVersionId can't be empty. Staging label AWSCURRENT is currently attached to version ${first}, so you must explicitly reference that version in RemoveFromVersionId.`,
  );
  expect(await refusal(stage('AWSCURRENT', { MoveToVersionId: second, RemoveFromVersionId: second }))).toMatch(
    /^400 InvalidParameterException/,
  );
  expect(await stages()).toEqual({ [first]: ['AWSCURRENT'], [second]: ['next'] });
});

it('does nothing for a label that is in place, and refuses to remove one that is elsewhere', async () => {
  await using world = await anAws();
  const { first, put, stage } = await aSecret(world);
  const second = await put('second', ['mark']);
  expect(await refusal(stage('mark', { MoveToVersionId: second }))).toBe('no error');
  expect(await refusal(stage('mark', { RemoveFromVersionId: first }))).toMatch(/^400 InvalidParameterException/);
  expect(await refusal(stage('AWSCURRENT', { RemoveFromVersionId: first }))).toMatch(/^400 InvalidParameterException/);
});

it('counts 20 labels over all versions, and a refused put leaves nothing', async () => {
  await using world = await anAws();
  const { first, put, stage, stages } = await aSecret(world);
  const labels = Array.from({ length: 18 }, (_, index) => `mark-${index}`);
  await put('second', labels);
  await stage('last', { MoveToVersionId: first });
  const before = await stages();
  expect(await refusal(put('third', ['one', 'more']))).toMatch(/^400 LimitExceededException/);
  expect(await refusal(put('third'))).toMatch(/^400 LimitExceededException/);
  expect(await stages()).toEqual(before);
});

it('attaches AWSCURRENT to the first value of all', async () => {
  await using world = await anAws();
  const { CreateSecretCommand, PutSecretValueCommand } = await import('@aws-sdk/client-secrets-manager');
  await world.secretsManager.send(new CreateSecretCommand({ Name: 'empty' }));
  const put = new PutSecretValueCommand({ SecretId: 'empty', SecretString: 'first', VersionStages: ['inbox'] });
  expect((await world.secretsManager.send(put)).VersionStages).toEqual(['AWSCURRENT', 'inbox']);
});

it('answers a value with its labels and the date of its version', async () => {
  await using world = await anAws();
  const { get, first } = await aSecret(world);
  expect(await get()).toMatchObject({
    VersionId: first,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: new Date('2026-01-01T00:00:00Z'),
  });
});
