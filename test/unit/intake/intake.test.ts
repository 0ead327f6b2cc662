import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { createIntake, holds, holdsPair } from '../../../lambda/intake/intake.ts';
import { emptyDocument } from '../../../lambda/intake/intake-document.ts';
import { formatVerdictLabel, type VerdictLabel } from '../../../lambda/intake/verdict-label.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { createSecretStore } from '../../../lambda/secrets/secret-store.ts';
import { anAws, aSecret } from '../../local/aws/an-aws.ts';
import { aView } from '../cli/a-view.ts';

const token = '22222222-2222-4222-8222-222222222222';
const later = '33333333-3333-4333-8333-333333333333';
const pair = { API_KEY: 'test-key-alice-0001', API_SECRET: 'secret-of-alice-0001' };
const staged = JSON.stringify(pair);
const verdict: VerdictLabel = { verdict: 'Rejected', token, notified: [] };
const label = formatVerdictLabel(verdict);

async function anIntake(value = staged) {
  const world = await anAws();
  const secret = await aSecret(world, { value });
  const intake = createIntake(createSecretStore(world.secretsManager, 'pair'), world.clock);
  return { ...world, secret, intake };
}

describe('an intake', () => {
  it('is read with the verdict that a rotation has left', async () => {
    await using world = await anIntake();
    const { first, stage } = world.secret;
    await stage(label, { MoveToVersionId: first });
    const stagedDocument = await world.intake.read();
    expect(stagedDocument).toMatchObject({ versionId: first, text: staged, verdict, verdictTexts: [label] });
    expect(holds(stagedDocument, new Pair(pair.API_KEY, pair.API_SECRET))).toBe(true);
    expect(holds(stagedDocument, new Pair(pair.API_KEY, 'another'))).toBe(false);
  });

  it('without a version is empty', async () => {
    await using world = await anIntake();
    await world.secretsManager.send(new CreateSecretCommand({ Name: 'bare' }));
    const intake = createIntake(createSecretStore(world.secretsManager, 'bare'), world.clock);
    expect(await intake.read()).toEqual({
      versionId: '',
      text: undefined,
      content: { kind: 'empty' },
      verdict: undefined,
      verdictTexts: [],
    });
  });

  it('that holds no pair holds none', async () => {
    await using world = await anIntake(emptyDocument);
    expect(holds(await world.intake.read(), new Pair(pair.API_KEY, pair.API_SECRET))).toBe(false);
  });

  it('that is empty is read again for ten seconds, and one with a pair is not', async () => {
    await using empty = await anIntake(emptyDocument);
    const began = empty.clock.now().getTime();
    expect((await empty.intake.waitForDocument()).content).toEqual({ kind: 'empty' });
    expect(empty.clock.now().getTime() - began).toBe(10_000);
    await using full = await anIntake();
    expect((await full.intake.waitForDocument()).content.kind).toBe('staged');
    expect(full.clock.now().getTime()).toBe(began);
  });

  it('removes the verdicts from versions that were overwritten, and no other label', async () => {
    await using world = await anIntake();
    const { first, stage, put, stages } = world.secret;
    await stage(label, { MoveToVersionId: first });
    await stage('mark', { MoveToVersionId: first });
    await put(staged, undefined, later);
    const newer = formatVerdictLabel({ ...verdict, token: later });
    await stage(newer, { MoveToVersionId: later });
    await world.intake.waitForDocument();
    expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS', 'mark'], [later]: ['AWSCURRENT', newer] });
  });
});

describe('a verdict', () => {
  const other: VerdictLabel = { ...verdict, verdict: 'EgressBlocked' };

  it('takes the place of the earlier one', async () => {
    await using world = await anIntake();
    await world.intake.recordVerdict(await world.intake.read(), other);
    await world.intake.recordVerdict(await world.intake.read(), verdict);
    expect((await world.intake.read()).verdictTexts).toEqual([label]);
  });

  it('that is there already costs no call', async () => {
    await using world = await anIntake();
    await world.intake.recordVerdict(await world.intake.read(), verdict);
    const stagedDocument = await world.intake.read();
    const before = world.aws.calls.length;
    await world.intake.recordVerdict(stagedDocument, verdict);
    expect(world.aws.calls.length).toBe(before);
  });

  it('is forgotten', async () => {
    await using world = await anIntake();
    await world.intake.recordVerdict(await world.intake.read(), verdict);
    await world.intake.removeVerdict(await world.intake.read());
    expect(await world.intake.read()).toMatchObject({ verdict: undefined, verdictTexts: [] });
  });
});

describe('emptying', () => {
  it('puts the one empty version, under the token, and takes it again the next time', async () => {
    await using world = await anIntake();
    const { first, put, stages } = world.secret;
    expect(await world.intake.empty(await world.intake.read(), { token })).toBe('emptied');
    expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS'], [token]: ['AWSCURRENT', 'octopus/empty'] });
    expect((await world.intake.read()).content).toEqual({ kind: 'empty' });
    await put(staged, undefined, later);
    expect(await world.intake.empty(await world.intake.read(), { token: later })).toBe('emptied');
    expect(await stages()).toEqual({ [later]: ['AWSPREVIOUS'], [token]: ['AWSCURRENT', 'octopus/empty'] });
  });

  it('leaves its verdict on the empty version, and takes off what was on the other', async () => {
    await using world = await anIntake();
    await world.intake.recordVerdict(await world.intake.read(), { ...verdict, verdict: 'Unavailable' });
    await world.intake.empty(await world.intake.read(), { token, verdict });
    const { first, stages } = world.secret;
    expect(await stages()).toEqual({ [first]: ['AWSPREVIOUS'], [token]: ['AWSCURRENT', 'octopus/empty', label] });
  });

  it('does not touch a pair that was staged meanwhile', async () => {
    await using world = await anIntake();
    const stagedDocument = await world.intake.read();
    await world.secret.put(staged, undefined, later);
    expect(await world.intake.empty(stagedDocument, { token })).toBe('another-pair-staged');
    expect((await world.secret.stages())[later]).toEqual(['AWSCURRENT']);
  });

  it('is done when another run has done it, and takes the verdict off what it read', async () => {
    await using world = await anIntake();
    await world.intake.recordVerdict(await world.intake.read(), verdict);
    const stagedDocument = await world.intake.read();
    await world.intake.empty({ ...stagedDocument, verdictTexts: [] }, { token });
    expect(await world.intake.empty(stagedDocument, { token })).toBe('emptied');
    expect(await world.secret.stages()).toEqual({
      [world.secret.first]: ['AWSPREVIOUS'],
      [token]: ['AWSCURRENT', 'octopus/empty'],
    });
  });

  it('of what is empty moves nothing, and leaves its verdict there', async () => {
    await using world = await anIntake();
    await world.intake.empty(await world.intake.read(), { token, verdict });
    const stagedDocument = await world.intake.read();
    const before = world.aws.calls.length;
    expect(await world.intake.empty(stagedDocument, { token })).toBe('emptied');
    expect(world.aws.calls.slice(before).map(({ operation }) => operation)).toEqual(['DescribeSecret']);
    expect((await world.intake.read()).verdict).toEqual(verdict);
  });
});

it.each<[what: string, stages: Readonly<Record<string, readonly string[]>>, isThere: boolean]>([
  ['no version', {}, false],
  ['no current version', { first: ['AWSPREVIOUS'] }, false],
  ['the document it was deployed with', { first: ['AWSCURRENT'] }, false],
  ['a pair, put over that', { first: ['AWSPREVIOUS'], second: ['AWSCURRENT'] }, true],
  ['a pair, after it was emptied once', { first: ['octopus/empty'], second: ['AWSCURRENT'] }, true],
  ['the empty version', { first: ['AWSPREVIOUS'], second: ['AWSCURRENT', 'octopus/empty'] }, false],
])('an intake with %s holds a pair: %s', (_, stages, isThere) => {
  expect(holdsPair(aView(stages))).toBe(isThere);
});
