import { describe, expect, it } from 'vitest';
import { aCredential, type Surroundings } from '../world/a-credential.ts';
import type { GivenVersion } from '../world/given.ts';
import { instantOf } from '../world/trace.ts';
import { bob, watch } from './a-day.ts';

const by = 'arn:aws:iam::123456789012:user/operator';
const config = { handover: { hours: 24, atMostDays: 14 } };

/** The pair of ann, replaced by that of bob two hours ago. */
const due = (more = ''): GivenVersion => ({
  id: 'old',
  holds: 'ann',
  labels: [`due at=-2h live=-100d reason=scheduled for=bob ${more}`.trim()],
});

const old = (...labels: readonly string[]): GivenVersion => ({ id: 'old', holds: 'ann', labels });

/** What a decision did, and the labels of the old version after it. */
async function decide(handover: string, { versions = [due(), bob], ...more }: Surroundings = {}) {
  await using world = await aCredential({ versions, config, ...more });
  const before = await world.labels();
  const { did } = await watch(world, { handover, by });
  const after = await world.labels();
  return { did, labels: after.old, isChanged: JSON.stringify(before) !== JSON.stringify(after) };
}

describe('an operator', () => {
  it('completes the hand-over: support is asked in the same run, and the log says who decided', async () => {
    expect((await decide('complete')).did).toMatchInlineSnapshot(`
      "label old due at=-2h live=-100d reason=scheduled for=bob request=begun
      take due at=-2h live=-100d reason=scheduled for=bob off old
      record ~ann what=completed versionId=old by=arn:aws:iam::123456789012:user/operator
      login bob 2x
      tell RevocationRequested old=ann live=bob sameKey=false reason=scheduled replacedAt=-2h
      label old requested at=now live=-100d left=-2h reason=scheduled for=bob
      take due at=-2h live=-100d reason=scheduled for=bob request=begun off old
      record ann what=requested versionId=old why=scheduled
      login ann 1x
      run done: run=watch dryRun=false verdict=Watched"
    `);
  });

  it('completes it although a reader is behind', async () => {
    const { labels } = await decide('complete', { versions: [due('waited=-1h'), bob] });
    expect(labels).toEqual(['AWSPREVIOUS', 'requested at=now live=-100d left=-2h reason=scheduled for=bob']);
  });

  it('completes it while the live pair is refused: support is asked when that logs in again', async () => {
    const { labels, did } = await decide('complete', { vendor: { bob: 'refused' } });
    expect(labels).toEqual(['AWSPREVIOUS', 'due at=-2h live=-100d reason=scheduled for=bob request=begun']);
    expect(did).not.toContain('RevocationRequested');
  });

  it('puts the request off, and the log says until when, and who did', async () => {
    const { did, labels } = await decide(instantOf('+5d'));
    expect(labels).toEqual(['AWSPREVIOUS', 'due at=-2h live=-100d reason=scheduled for=bob until=+5d']);
    expect(did.split('\n').filter((line) => line.startsWith('record'))).toEqual([
      `record ~ann what=held versionId=old why=+5d by=${by}`,
    ]);
    expect(did).not.toContain('tell');
  });

  it('decides for each pair that waits', async () => {
    const versions = [{ id: 'older', holds: 'cem', labels: ['due at=-9d live=-200d for=ann waited=-1d'] }, due(), bob];
    const { did } = await decide('complete', { versions });
    expect(did.match(/what=completed versionId=\w+/g)).toEqual([
      'what=completed versionId=older',
      'what=completed versionId=old',
    ]);
  });

  it.each<[what: string, handover: string, second: string, after: string]>([
    ['puts off again, later', '+5d', '+9d', 'until=+9d'],
    ['puts off again, sooner', '+9d', '+5d', 'until=+5d'],
  ])('%s', async (_, first, second, after) => {
    await using world = await aCredential({ versions: [due(), bob], config });
    await watch(world, { handover: instantOf(first), by });
    await watch(world, { handover: instantOf(second), by });
    expect((await world.labels()).old).toEqual([
      'AWSPREVIOUS',
      `due at=-2h live=-100d reason=scheduled for=bob ${after}`,
    ]);
  });

  it('puts off until 60 days after the promotion', async () => {
    const { labels } = await decide(instantOf(`+${60 * 24 - 2}h`));
    expect(labels?.at(-1)).toContain(`until=+${60 * 24 - 2}h`);
  });
});

describe('a decision changes nothing, and is refused', () => {
  it.each<[what: string, handover: string, surroundings: Surroundings, verdict: string]>([
    ['when the date is past', instantOf('-1h'), {}, 'TooLate'],
    ['when the date is now', instantOf('now'), {}, 'TooLate'],
    ['when the date is too far ahead', instantOf('+60d'), {}, 'TooFarAhead'],
    [
      'when it was requested already',
      'complete',
      { versions: [old('requested at=-1h live=-100d left=-2h'), bob] },
      'NothingWaits',
    ],
    ['when its request has begun', 'complete', { versions: [due('request=begun'), bob] }, 'NothingWaits'],
    [
      'when it leaked',
      instantOf('+5d'),
      { versions: [old('due at=-2h live=-100d reason=leak for=bob'), bob] },
      'NothingWaits',
    ],
    ['when there is no old pair', 'complete', { versions: [bob] }, 'NothingWaits'],
    ['where the settings allow for no hand-over', 'complete', { config: {} }, 'NothingWaits'],
    [
      'while a rotation is under way',
      'complete',
      {
        versions: [{ ...bob, labels: ['due at=now live=-10d for=cem'] }],
        pending: { id: 'next', holds: 'cem', labels: ['staged at=-1m'] },
      },
      'RotationUnderWay',
    ],
  ])('%s', async (_, handover, surroundings, verdict) => {
    const { did, isChanged } = await decide(handover, surroundings);
    expect(did.split('\n')).toEqual([
      expect.stringContaining(`run failed: run=watch dryRun=false verdict=${verdict} `),
    ]);
    expect(isChanged).toBe(false);
  });

  it('in a dry run it changes nothing and notifies nobody', async () => {
    await using world = await aCredential({ versions: [due(), bob], config });
    const { did, report } = await watch(world, { handover: 'complete', by, dryRun: true });
    expect(did).not.toMatch(/tell|label|record/);
    expect(report?.notices.map(({ kind }) => kind)).toEqual(['RevocationRequested']);
    expect((await world.labels()).old).toEqual(['AWSPREVIOUS', 'due at=-2h live=-100d reason=scheduled for=bob']);
  });
});
