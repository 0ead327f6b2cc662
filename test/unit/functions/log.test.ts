import { expect, it } from 'vitest';
import { createLog } from '../../../lambda/functions/log.ts';
import { pairOf } from '../world/trace.ts';

function written(write: (log: ReturnType<typeof createLog>) => void): readonly unknown[] {
  const lines: unknown[] = [];
  write(
    createLog({
      info: (...line) => lines.push(['info', ...line]),
      error: (...line) => lines.push(['error', ...line]),
    }),
  );
  return lines;
}

const step = { step: 'createSecret', verdict: 'Accepted', credential: 'api', token: 'token', durationMs: 1 };
const run = { run: 'watch', verdict: 'Watched', credential: 'api', dryRun: false, durationMs: 1 } as const;
const { maskedKey, fingerprint } = pairOf('ann');

it('a step, and one that failed with its reason', () => {
  expect(written((log) => log.step(step))).toEqual([['info', 'rotation step done', step]]);
  expect(written((log) => log.failedStep(step, new Error('why')))).toEqual([
    ['error', 'rotation step failed', { ...step, reason: 'why' }],
  ]);
});

it('a run, and one that failed with something that is no error', () => {
  expect(written((log) => log.run(run))).toEqual([['info', 'run done', run]]);
  expect(written((log) => log.failedRun(run, 'a text'))).toEqual([
    ['error', 'run failed', { ...run, reason: 'unknown' }],
  ]);
});

it('a transition, with mask and fingerprint of its pair', () => {
  const transition = { credential: 'api', what: 'promoted', versionId: 'id', why: 'leak' } as const;
  const pair = { maskedKey, fingerprint };
  expect(written((log) => log.transition({ ...transition, pair }))).toEqual([
    ['info', 'transition', { ...transition, maskedKey, fingerprint }],
  ]);
});

it('on Lambda one line of JSON, under the name of the service', () => {
  const written: string[] = [];
  const { stdout } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  const { info } = console;
  console.info = (text: unknown) => void written.push(String(text));
  try {
    createLog().step(step);
  } finally {
    stdout.write = write;
    console.info = info;
  }
  expect(JSON.parse(written.join(''))).toMatchObject({
    ...step,
    service: 'octopus-cards-rotation',
    message: 'rotation step done',
  });
});
