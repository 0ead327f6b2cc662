import { expect, it } from 'vitest';
import { anAws, aSecret, refusal } from './an-aws.ts';

it('keeps a version that lost its labels', async () => {
  await using world = await anAws();
  const { first, put, get } = await aSecret(world);
  for (const value of ['second', 'third']) await put(value);
  expect(await get({ VersionId: first })).toMatchObject({ SecretString: 'first', VersionStages: [] });
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

it('answers a value with its labels and the date of its version', async () => {
  await using world = await anAws();
  const { get, first } = await aSecret(world);
  expect(await get()).toMatchObject({
    VersionId: first,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: new Date('2026-01-01T00:00:00Z'),
  });
});

it('notes every label that a call was to attach, with the caller, also where the call is refused', async () => {
  await using world = await anAws();
  const { first, put, stage } = await aSecret(world);
  await put('second', ['one', 'two']);
  await stage('three', { MoveToVersionId: first });
  await stage('three', { RemoveFromVersionId: first });
  const tooLong = 'x'.repeat(257);
  expect(await refusal(stage(tooLong, { MoveToVersionId: first }))).toMatch(/^400 /);
  expect(world.aws.labels).toStrictEqual(
    ['one', 'two', 'three', tooLong].map((label) => ({ accessKeyId: 'local', label })),
  );
});
