import { expect, it, vi } from 'vitest';
import type { CredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { emitMetrics } from '../../../lambda/watch/emit-metrics.ts';
import { type Measures, measure } from '../../../lambda/watch/measure.ts';
import { aView } from '../cli/a-view.ts';

const now = new Date('2026-07-01T12:00:00Z');
const pair = { kind: 'pair', pair: new Pair('test-key-alice-0001', 'secret'), clientId: '42' } as const;
const version = {
  versionId: 'live',
  text: JSON.stringify({ API_KEY: 'test-key-alice-0001', API_SECRET: 'secret' }),
  stages: [],
  createdAt: '2026-06-01T00:00:00Z',
};
const labelled = (words: string, fingerprint: string) => `octopus/${words}/pair=${fingerprint}`;
const liveLabel = labelled('live/at=20260101T000000Z/live=20260101T000000Z', pair.pair.fingerprint);
const of = (stages: Readonly<Record<string, readonly string[]>>, value: CredentialValue = pair) =>
  measure(aView(stages), { version: value.kind === 'pair' ? version : { ...version, text: undefined }, value }, now);

const well = { WatchRuns: 1, OpenRevocations: 0, OldestRevocationDays: 0, LivePairHealthy: 1 } as const;

it('a pair has an age since it is live, and days until twelve months are over', () => {
  expect(of({ live: ['AWSCURRENT', liveLabel] })).toEqual({ ...well, AgeDays: 181.5, DaysToDue: 183.5 });
});

it('a pair that nobody has labelled has the age of its version', () => {
  expect(of({ live: ['AWSCURRENT'] })).toMatchObject({ AgeDays: 30.5, DaysToDue: 334.5 });
});

it('what is no pair has no age', () => {
  expect(of({ live: ['AWSCURRENT'] }, { kind: 'placeholder' })).toEqual(well);
});

it('a revocation is open until it is proved, and none that a rollback left', () => {
  expect(
    of({
      live: ['AWSCURRENT', liveLabel],
      due: [labelled('due/at=20260630T120000Z', 'a'.repeat(12))],
      requested: [labelled('requested/at=20260621T120000Z', 'b'.repeat(12))],
      left: [labelled('rolled-back/at=20260101T000000Z', 'c'.repeat(12))],
      done: [labelled('revoked/at=20260101T000000Z', 'd'.repeat(12))],
    }),
  ).toMatchObject({ OpenRevocations: 2, OldestRevocationDays: 10 });
});

it.each<[trouble: string, isWell: 0 | 1]>([
  ['WrongPairRevoked', 0],
  ['LivePairDead', 0],
  ['LiveValueBroken', 0],
  ['Inconclusive', 1],
])('with %s the live pair is healthy: %i', (trouble, isWell) => {
  const label = `octopus/health/trouble=${trouble}/since=20260630T120000Z`;
  expect(of({ live: ['AWSCURRENT', liveLabel, label] }).LivePairHealthy).toBe(isWell);
});

it('figures are written in the embedded metric format, under environment and credential alone', () => {
  const lines: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const measures: Measures = { ...well, AgeDays: 1.5 };
  const emit = emitMetrics('sandbox');
  emit('api', measures);
  emit('second', measures);
  vi.restoreAllMocks();
  const [written, other] = lines.map((line) => JSON.parse(line));
  expect(written).toMatchObject({ environment: 'sandbox', credential: 'api', ...measures });
  expect(other).toMatchObject({ environment: 'sandbox', credential: 'second' });
  expect(written._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'OctopusCards',
      Dimensions: [['environment', 'credential']],
      Metrics: Object.keys(measures).map((Name) => ({ Name, Unit: 'None' })),
    },
  ]);
});
