import { expect, it } from 'vitest';
import { emitMetrics, metricsLine } from '../../../lambda/watch/emit-metrics.ts';

const measures = { WatchRuns: 1, OpenRevocations: 2, OldestRevocationDays: 3.5, LivePairHealthy: 0 } as const;
const figures = { environment: 'sandbox', credential: 'api', ...measures };

it('figures are a line in the embedded metric format, by environment and credential alone', () => {
  const written = JSON.parse(metricsLine({ environment: 'sandbox', credential: 'api' }, measures));
  expect(written).toMatchObject(figures);
  expect(written._aws.CloudWatchMetrics).toEqual([
    {
      Namespace: 'OctopusCards',
      Dimensions: [['environment', 'credential']],
      Metrics: Object.keys(measures).map((Name) => ({ Name, Unit: 'None' })),
    },
  ]);
});

it('figures are written to the output of the function', () => {
  const lines: string[] = [];
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  try {
    emitMetrics('sandbox')('api', measures);
  } finally {
    stdout.write = write;
  }
  expect(lines.map((text) => JSON.parse(text))).toMatchObject([figures]);
});
