import type { GetScheduleCommandOutput } from '@aws-sdk/client-scheduler';
import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { type DryRun, judgeEgress, judgeLogin, judgeValue } from '../../../../cli/doctor/dry-run.ts';
import type { Judgement } from '../../../../cli/doctor/finding.ts';
import { judgeLabels } from '../../../../cli/doctor/labels.ts';
import { judgeRotationRules, judgeSchedule } from '../../../../cli/doctor/schedules.ts';
import { judgeMissing, judgePolicies } from '../../../../cli/doctor/secrets.ts';
import { judgeWatchRuns } from '../../../../cli/doctor/watch-runs.ts';
import { aLabel } from '../../../support/a-label.ts';
import { aView } from '../a-view.ts';

const described = ({ status, found, fix }: Judgement): string => {
  expect(fix?.length ?? 0).toBeLessThanOrEqual(71);
  return `${status}: ${found}${fix === null ? '' : ` => ${fix}`}`;
};
const origin = { environment: 'sandbox', credential: 'api' } as const;
const now = new Date('2026-11-24T10:00:00Z');
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const metadata = { $metadata: {} };

describe('the secrets', () => {
  const there: DescribeSecretCommandOutput = { ...metadata, Name: 'any' };
  it.each([
    [{ credential: there, intake: there }, undefined],
    [{ credential: undefined, intake: there }, 'fail: octopus-cards/sandbox/api is not there => restore'],
    [
      { credential: there, intake: { ...there, DeletedDate: now } },
      /^fail: .*\/api\/intake is marked for deletion => /,
    ],
  ])('are %j', (facts, expected) => {
    const judged = judgeMissing(origin, facts);
    if (expected === undefined) expect(judged).toBeUndefined();
    else expect(judged && described(judged)).toMatch(expected);
  });

  const lock = (Action: string | string[], Effect = 'Deny', Principal: unknown = { AWS: '*' }) =>
    JSON.stringify({ Statement: [{ Effect, Principal, Action }] });
  const reading = lock(['secretsmanager:BatchGetSecretValue', 'secretsmanager:GetSecretValue']);
  it.each([
    [{ credential: reading, intake: reading }, 'ok: both secrets exist; both deny reading'],
    [
      { credential: undefined, intake: lock('secretsmanager:GetSecretValue') },
      'ok: both secrets exist; the intake denies reading',
    ],
    [{ credential: reading, intake: undefined }, 'fail: no policy on the intake denies reading'],
    [
      { credential: reading, intake: lock('secretsmanager:GetSecretValue', 'Allow') },
      'fail: no policy on the intake denies reading',
    ],
    [
      { credential: reading, intake: lock('secretsmanager:PutSecretValue') },
      'fail: no policy on the intake denies reading',
    ],
    [
      {
        credential: reading,
        intake: lock('secretsmanager:GetSecretValue', 'Deny', { AWS: 'arn:aws:iam::123456789012:role/one' }),
      },
      'fail: no policy on the intake denies reading',
    ],
    [{ credential: reading, intake: 'no JSON' }, 'fail: no policy on the intake denies reading'],
    [{ credential: lock('kms:*'), intake: reading }, 'fail: the policy on the credential denies reading to nobody'],
  ])('have the policies %j', (locks, expected) => {
    expect(described(judgePolicies('sandbox')(locks))).toContain(expected);
  });
});

describe('the labels', () => {
  const live = 'live at=2026-11-01T00:00:00Z live=2026-11-01T00:00:00Z';
  const well = { one: ['AWSCURRENT', live] };
  const empty = { none: ['AWSCURRENT', 'octopus/empty'], used: ['AWSPREVIOUS'] };
  const token = 'ab12cd34-0000-4000-8000-000000000000';
  const nothing = { none: ['AWSCURRENT', 'octopus/empty', `octopus/verdict=NothingStaged/token=${token}`] };
  const many = Array.from({ length: 15 }, (_, index) => `mine-${index}`);
  const elsewhere = aLabel(live, 'another');
  it.each<[string, Parameters<typeof aView>[0], Parameters<typeof aView>[0], string | RegExp]>([
    ['as they are', well, empty, 'ok: 2 on the credential, 3 on the intake, all of them known'],
    ['a rotation that goes on', { ...well, [token]: ['AWSPENDING'] }, empty, /^ok: /],
    [
      'a rotation that found nothing',
      { ...well, [token]: ['AWSPENDING'] },
      nothing,
      /^warn: AWSPENDING is on ab12cd34…/,
    ],
    ['one of somebody else', { one: ['AWSCURRENT', live, 'mine'] }, empty, /^warn: mine on one… of the credential/],
    ['AWSPENDING in the intake', well, { ...empty, x: ['AWSPENDING'] }, /^warn: AWSPENDING on x… of the intake/],
    ['too many', { one: ['AWSCURRENT', live, ...many, 'last'] }, empty, /has 18 of 20 labels: there is no room/],
    ['as many as may be', { one: ['AWSCURRENT', live, ...many] }, empty, /^((?!no room).)*$/],
  ])('%s', (_, credential, intake, expected) => {
    expect(described(judgeLabels(origin, now)({ credential: aView(credential), intake: aView(intake) }))).toMatch(
      expected,
    );
  });

  it.each([
    ['ends the quotes of a command', "x'; touch it; '", "--version-stage 'x'\\''; touch it; '\\''' --remove"],
    ['moves the cursor', 'x\u001b[31m', 'have an administrator remove it'],
  ])('one that %s does not', (_, label, expected) => {
    const credential = aView({ one: ['AWSCURRENT', live, label] });
    const judged = judgeLabels(origin, now)({ credential, intake: aView(empty) });
    const said = `${described(judged)} ${judged.command}`;
    expect(said).toContain(expected);
    expect(said).not.toMatch(/\p{Cc}/u);
  });

  it('a state that somebody moved to another version', () => {
    const credential = { ...aView(well), stages: { one: ['AWSCURRENT', elsewhere] } };
    expect(described(judgeLabels(origin, now)({ credential, intake: aView(empty) }))).toMatch(
      /^warn: octopus\/live on one…/,
    );
  });
});

describe('the rotation', () => {
  const rotate = 'arn:aws:lambda:eu-central-1:123456789012:function:octopus-cards-sandbox-rotate';
  const well: DescribeSecretCommandOutput = {
    ...metadata,
    RotationEnabled: true,
    RotationLambdaARN: rotate,
    RotationRules: { ScheduleExpression: 'rate(365 days)' },
    NextRotationDate: new Date('2027-03-01T00:00:00Z'),
  };
  it.each<[DescribeSecretCommandOutput, string]>([
    [well, 'ok: every 365 days, next on 2027-03-01'],
    [{ ...well, RotationRules: { AutomaticallyAfterDays: 90 } }, 'ok: every 90 days, next on 2027-03-01'],
    [{ ...well, RotationRules: { ScheduleExpression: 'cron(0 8 1 * ? *)' } }, 'ok: cron(0 8 1 * ? *), next on'],
    [{ ...well, RotationEnabled: false }, 'fail: is turned off => turn it on: docs/operating.md, heading RotationDis'],
    [{ ...well, RotationLambdaARN: `${rotate}-2` }, 'fail: is done by octopus-cards-sandbox-rotate-2 => restore'],
    [{ ...well, RotationRules: {} }, 'fail: has no schedule => restore'],
    [{ ...well, NextRotationDate: undefined }, 'fail: has no schedule => restore'],
    [{ ...well, NextRotationDate: ago(23) }, 'ok: every 365 days, next on 2026-11-23'],
    [{ ...well, NextRotationDate: ago(25) }, 'warn: every 365 days, due since 2026-11-23: it waits for a pair => ask'],
  ])('of %j', (secret, expected) => {
    expect(described(judgeRotationRules(origin, now)(secret))).toContain(expected);
  });
});

describe('the schedule of the watch', () => {
  const watch = 'arn:aws:lambda:eu-central-1:123456789012:function:octopus-cards-sandbox-watch';
  const target = (change: object) => ({ Arn: watch, RoleArn: 'any', Input: '{"credential":"api"}', ...change });
  const well: GetScheduleCommandOutput = {
    ...metadata,
    State: 'ENABLED',
    ScheduleExpression: 'cron(34 8 * * ? *)',
    Target: target({}),
  };
  it.each<[GetScheduleCommandOutput | undefined, string]>([
    [well, 'ok: cron(34 8 * * ? *) starts the watch'],
    [undefined, 'fail: of the watch is not there => restore'],
    [{ ...well, State: 'DISABLED' }, 'fail: of the watch is turned off => restore'],
    [{ ...well, Target: target({ Arn: watch.replace('sandbox', 'production') }) }, 'fail: does not start the watch'],
    [{ ...well, Target: target({ Input: '{"credential":"other"}' }) }, 'fail: does not start the watch'],
    [{ ...well, Target: undefined }, 'fail: does not start the watch'],
  ])('%j', (schedule, expected) => {
    expect(described(judgeSchedule(origin)(schedule))).toContain(expected);
  });
});

describe('the runs of the watch', () => {
  it.each([
    [ago(1), ago(9_000), 'ok: last completed 2026-11-24 09:00 UTC'],
    [ago(26), ago(9_000), 'ok: last completed'],
    [ago(26.1), ago(9_000), 'fail: last completed 2026-11-23 07:54 UTC => run it now'],
    [undefined, ago(9_000), 'fail: has not completed for 14 days => run it now'],
    [undefined, undefined, 'fail: has not completed for 14 days => run it now'],
    [undefined, ago(26), 'ok: has not run yet: the first run is due within a day'],
  ])('last %s, of a credential made %s', (lastRun, madeOn, expected) => {
    expect(described(judgeWatchRuns(origin, now)({ lastRun, madeOn }))).toContain(expected);
  });
});

describe('what a dry run reports', () => {
  const run = (value: 'pair' | 'placeholder' | 'broken', kind?: 'accepted' | 'rejected' | 'blocked' | 'unavailable') =>
    ({
      kind: 'reported',
      live: { value, ...(kind !== undefined && { login: { kind, code: 'CODE' } }) },
      egress: ['203.0.113.7/32', '203.0.113.8/32'],
    }) as const;
  const failed: DryRun = { kind: 'failed', errorType: 'AwsCallFailed', message: 'no answer' };
  const unfixed = (kind: 'accepted' | 'blocked') => ({ ...run('pair', kind), egress: [] });
  const share = 'the vendor answers; share 203.0.113.7/32, 203.0.113.8/32';
  const cannot = 'skipped: there is no pair to log in with';
  const see = 'skipped: the login was inconclusive: see egress';

  it.each<[string, DryRun, readonly [value: string, egress: string, login: string]]>([
    ['accepted', run('pair', 'accepted'), ['ok: a pair is live', `ok: ${share}`, 'ok: the live pair logs in']],
    [
      'refused',
      run('pair', 'rejected'),
      ['ok: a pair', `ok: ${share}`, 'fail: the vendor refuses the live pair (CODE)'],
    ],
    ['blocked', run('pair', 'blocked'), ['ok', 'fail: the vendor does not allow 203.0.113.7/32, 203.0.113.8/32', see]],
    ['not answered', run('pair', 'unavailable'), ['ok', "warn: the vendor's answer was inconclusive", see]],
    ['no address fixed', unfixed('accepted'), ['ok', 'ok: the vendor answers; our addresses are not fixed', 'ok']],
    ['no address fixed, blocked', unfixed('blocked'), ['ok', 'fail: the vendor does not allow the address that', see]],
    ['placeholder', run('placeholder'), ['warn: no pair has been live yet => ask', cannot, cannot]],
    [
      'broken',
      run('broken'),
      ['fail: the live value is not a pair: somebody wrote it manually => roll back', cannot, cannot],
    ],
    ['older function', { kind: 'unreported' }, ['skipped: the function is older', 'skipped: the', 'skipped: the']],
    [
      'failed',
      failed,
      ['skipped: the dry', 'skipped: the dry', 'fail: the dry run of the watch failed (AwsCallFailed)'],
    ],
  ])('%s', (_, dryRun, expected) => {
    const judged = [judgeValue(origin)(dryRun), judgeEgress(dryRun), judgeLogin(origin)(dryRun)].map(described);
    for (const [index, start] of expected.entries()) expect(judged[index]).toContain(start);
  });
});
