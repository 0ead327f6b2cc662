import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { RotateSecretCommand } from '@aws-sdk/client-secrets-manager';
import type { JsonPattern } from 'aws-cdk-lib/aws-logs';
import { describe, expect, it } from 'vitest';
import { refusingVerdicts } from '../../lambda/intake/refusing-verdict.ts';
import { rotationErrorCodes } from '../../lambda/rotation/rotation-error.ts';
import { reportedVerdicts, unreportedFailures } from '../../lib/monitoring/unreported-failures.ts';
import { parseFilterPattern } from '../../local/aws/logs/filter-pattern.ts';
import type { World } from '../../local/world.ts';
import { firstPair, mailed, secondPair, withFirstPair } from '../integration/rotation/story.ts';
import { startTestWorld } from '../support/test-world.ts';

const filtersOf = (name: keyof typeof unreportedFailures) =>
  Object.entries<JsonPattern>(unreportedFailures[name]).map(
    ([id, { logPatternString }]) => [id, parseFilterPattern(logPatternString)] as const,
  );
/** The names of the filters that count a line. */
const countedBy = (line: unknown, name: keyof typeof unreportedFailures = 'rotate'): readonly string[] =>
  filtersOf(name)
    .filter(([, matches]) => matches(line))
    .map(([id]) => id);

/** Lets the real logger write as on Lambda, and parses what it wrote. */
function writtenLines(calls: readonly object[]): readonly Record<string, unknown>[] {
  const program = `
    import { createLog } from './lambda/functions/log.ts';
    const log = createLog();
    for (const { reason, ...line } of ${JSON.stringify(calls)})
      reason === undefined ? log.step(line) : log.failedStep(line, new Error(reason));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  });
  const lines = `${run.stdout}${run.stderr}`.trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

const facts = { credential: 'api', token: 'the-token', durationMs: 1 };
const reported: readonly string[] = ['NothingStaged', ...refusingVerdicts];
const codes = [...rotationErrorCodes, 'AwsCallFailed', 'TypeError'];

describe('the verdicts that a notice reports', () => {
  it('are NothingStaged and every refusal', () => {
    expect(reportedVerdicts).toEqual(reported);
  });
});

describe('a failed step', () => {
  it('is counted once, unless a notice reports its verdict', () => {
    const lines = writtenLines(
      codes.map((verdict) => ({ ...facts, step: 'createSecret', verdict, reason: 'because' })),
    );
    expect(lines.map((line) => [line.verdict, countedBy(line)])).toEqual(
      codes.map((verdict) => [verdict, reported.includes(verdict) ? [] : ['FailedStep']]),
    );
  });

  it('is counted whatever its verdict in finishSecret, which mails no refusal', () => {
    const lines = writtenLines(
      codes.map((verdict) => ({ ...facts, step: 'finishSecret', verdict, reason: 'because' })),
    );
    expect(lines.map((line) => countedBy(line))).toEqual(codes.map(() => ['FailedStep']));
  });

  it('is counted when the event named no step', () => {
    const [line] = writtenLines([{ ...facts, step: 'unknown', verdict: 'InvalidEvent', reason: 'because' }]);
    expect(countedBy(line)).toEqual(['FailedStep']);
  });
});

describe('a step that is done', () => {
  it('is not counted', () => {
    expect(
      writtenLines([{ ...facts, step: 'createSecret', verdict: 'Accepted' }]).map((line) => countedBy(line)),
    ).toEqual([[]]);
  });
});

describe('testSecret', () => {
  const failures = ({ log }: World) =>
    log
      .map((line): Record<string, unknown> => ({ service: 'octopus-cards-rotation', ...JSON.parse(line) }))
      .filter(({ level }) => level === 'ERROR')
      .map((line) => ({ step: line.step, verdict: line.verdict, countedBy: countedBy(line) }));

  it('that refuses the pending pair has mailed it, and is not counted', async () => {
    await using world = await withFirstPair(await startTestWorld({ replayDelaysMs: [] }));
    const before = world.aws.mailbox.length;
    let logins = 0;
    world.octopus.intercept = ({ path }) => {
      if (path === '/auth/login' && ++logins === 2) world.octopus.revoke(secondPair.apiKey);
      return 'pass';
    };
    await world.stage(secondPair);
    await world.rotate();
    expect(mailed(world, before)).toEqual(['PairRefused>ops']);
    expect(failures(world)).toEqual([{ step: 'testSecret', verdict: 'Rejected', countedBy: [] }]);
  });

  it('that refuses the live pair when a schedule is configured has mailed nobody, and is counted', async () => {
    await using world = await withFirstPair(await startTestWorld());
    const before = world.aws.mailbox.length;
    world.octopus.revoke(firstPair.apiKey);
    const configure = { RotationRules: { AutomaticallyAfterDays: 30 }, RotateImmediately: false };
    await world.secretsManager.send(new RotateSecretCommand({ SecretId: world.secretName, ...configure }));
    await world.aws.secretsManager.idle();
    expect(mailed(world, before)).toEqual([]);
    expect(failures(world)).toEqual([{ step: 'testSecret', verdict: 'Rejected', countedBy: ['FailedStep'] }]);
  });
});

describe("a line of Lambda's own", () => {
  const report = (record: object) => ({ time: '2026-11-24T07:00:00.000Z', type: 'platform.report', record });
  const initReport = (status: string, phase = 'init') => ({
    time: '2026-11-24T07:00:00.000Z',
    type: 'platform.initReport',
    record: { initializationType: 'on-demand', phase, status, metrics: { durationMs: 1 } },
  });
  const metrics = { durationMs: 1, billedDurationMs: 1, memorySizeMB: 512, maxMemoryUsedMB: 90 };

  it.each([
    ['a run that ended well', report({ metrics, status: 'success' }), []],
    ['a run that timed out', report({ metrics, status: 'timeout' }), ['CutOff']],
    ['a run that failed inside Lambda', report({ metrics, status: 'failure' }), ['CutOff']],
    ['a process that ended', report({ metrics, status: 'error', errorType: 'Runtime.ExitError' }), ['CutOff']],
    ['memory that ran out', report({ metrics, status: 'error', errorType: 'Runtime.OutOfMemory' }), ['CutOff']],
    ['a verdict that was thrown', report({ metrics, status: 'error', errorType: 'Runtime.Unknown' }), []],
    ['a verdict, should Lambda keep its name', report({ metrics, status: 'error', errorType: 'Rejected' }), []],
    ['a verdict, should Lambda name no type', report({ metrics, status: 'error' }), []],
    ['a start that went well', initReport('success'), []],
    ['a start that threw', initReport('error'), ['NotStarted']],
    ['a start that threw again', initReport('error', 'invoke'), ['NotStarted']],
    ['a start that took too long', initReport('timeout'), ['NotStarted']],
    ['a start that failed inside Lambda', initReport('failure'), ['NotStarted']],
    [
      "the runtime's line about an error that was thrown",
      {
        timestamp: '2026-11-24T07:00:00.000Z',
        level: 'ERROR',
        requestId: 'the-request',
        message: 'Invoke Error Rejected: because',
        errorType: 'RotationError',
        errorMessage: 'because',
        stackTrace: ['Rejected: because'],
      },
      [],
    ],
  ])('about %s', (_, line, counting) => {
    expect(countedBy(line)).toEqual(counting);
  });
});

describe('a run of watch or rollback', () => {
  const time = '2026-11-24T07:00:00.000Z';
  const report = (record: object) => ({ time, type: 'platform.report', record });

  it.each([
    ['a line of ours that tells a failure', { level: 'ERROR', service: 'octopus-cards-rotation' }, ['FailedRun']],
    ["the runtime's line about an error that was thrown", { level: 'ERROR', errorType: 'TypeError' }, ['FailedRun']],
    ['a line of ours that tells what came of it', { level: 'INFO', service: 'octopus-cards-rotation' }, []],
    ['a warning', { level: 'WARN', service: 'octopus-cards-rotation' }, []],
    ['a run that ended well', report({ status: 'success' }), []],
    ['a run that timed out', report({ status: 'timeout' }), ['CutOff']],
    ['an error that was thrown, counted by its line', report({ status: 'error', errorType: 'Runtime.Unknown' }), []],
  ])('counts %s', (_, line, counting) => {
    expect([countedBy(line, 'watch'), countedBy(line, 'rollback')]).toEqual([counting, counting]);
  });
});

describe('a filter', () => {
  const all = Object.values(unreportedFailures).flatMap((filters) => Object.entries<JsonPattern>(filters));
  it.each(all)('%s stays within the 1,024 characters of a pattern', (_, pattern) => {
    expect(pattern.logPatternString.length).toBeLessThanOrEqual(1_024);
  });
});
