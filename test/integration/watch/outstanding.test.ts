import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../local/clock.ts';
import type { ClearPair } from '../../../local/people.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { putByHand } from '../rotation/by-hand.ts';
import { issue } from '../rotation/story.ts';
import { clearWaiting, countLabels, diary, pass, states } from './diary.ts';

const pair = (number: number): ClearPair => ({
  apiKey: `test-key-alice-${String(number).padStart(4, '0')}`,
  apiSecret: `secret-of-alice-${String(number).padStart(4, '0')}`,
});

async function promote(world: World, number: number): Promise<void> {
  await clearWaiting(world);
  await world.stage(pair(number));
  await world.rotate();
  expect(await world.live()).toContain(pair(number).apiKey);
}

/** The keys whose revocation was asked for, and those of which it was proved, by their last characters. */
const keysOf = ({ aws }: World, notice: string, pattern: RegExp): readonly (string | undefined)[] =>
  aws.mailbox
    .filter(({ attributes }) => attributes.notice === notice && attributes.audience !== undefined)
    .map(({ body }) => pattern.exec(body)?.[1]);

describe('three rotations in three days with nobody revoking', () => {
  it.each([
    ['cleanly', false],
    ['with a crash after each promotion', true],
  ])('%s, then all revoked: three requests, each proved', async (_, crashes) => {
    await using world = await startTestWorld({ watched: true, maxAttempts: 1, replayDelaysMs: [] });
    issue(world, pair(1), pair(2), pair(3), pair(4));
    await promote(world, 1);
    for (const number of [2, 3, 4]) {
      await world.clock.advance(days(1));
      if (crashes) cutOffAfterTheMove(world);
      await promote(world, number);
      world.aws.intercept = undefined;
      expect(await countLabels(world)).toBeLessThanOrEqual(20);
    }
    await world.clock.advance(days(1));
    expect(keysOf(world, 'RevocationRequested', /REVOKE +key ending in …(\d+)/).toSorted()).toEqual([
      '0001',
      '0002',
      '0003',
    ]);
    for (const number of [1, 2, 3]) world.octopus.revoke(pair(number).apiKey);
    await world.clock.advance(days(2));
    expect(diary(world).filter((line) => line.endsWith('RevocationProved')).length).toBe(3);
    expect((await states(world)).filter((labels) => labels.includes('requested'))).toEqual([]);
  });
});

function cutOffAfterTheMove(world: World): void {
  let isDead = false;
  world.aws.intercept = ({ accessKeyId, operation }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    isDead ||= operation === 'GetTopicAttributes';
    return isDead ? 'drop-before' : 'pass';
  };
}

/** What goes wrong in one year or another, before the rotation, so that every notice comes up. */
const mishaps: readonly ((world: World, number: number) => unknown)[] = [
  // Nothing is staged, and the rotation waits.
  (world) => world.rotate(),
  // The vendor is down for five days.
  async (world) => {
    world.octopus.failNext(503, 1_000);
    await pass(world, 5);
    world.octopus.clearFaults();
  },
  // Somebody breaks the value, and mends it.
  async (world, number) => {
    await putByHand(world, { apiKey: '', apiSecret: '' });
    await pass(world, 2);
    await putByHand(world, pair(number - 1), { CLIENT_ID: '42' });
  },
  // The live pair dies.
  (world, number) => world.octopus.revoke(pair(number - 1).apiKey),
  // A mistyped pair.
  async (world) => {
    await world.stage({ apiKey: 'test-key-mistyped', apiSecret: 'secret-mistyped' });
    await world.rotate();
  },
  // Goes to a pair, and back from it: support revoked the wrong one.
  async (world, number) => {
    const wrong = pair(90 + number);
    world.octopus.issuePair(42, wrong);
    await clearWaiting(world);
    await world.stage(wrong);
    await world.rotate();
    await pass(world, 1);
    world.octopus.revoke(wrong.apiKey);
    await pass(world, 2);
    await world.runByHand('rollback');
  },
];

it('ten years, a rotation a year, every notice on the way: the number of labels stays', {
  timeout: 120_000,
}, async () => {
  await using world = await startTestWorld({ watched: true });
  const numbers = Array.from({ length: 11 }, (_, index) => index + 1);
  issue(world, ...numbers.map(pair));
  await promote(world, 1);
  const counts: number[] = [];
  for (const number of numbers.slice(1)) {
    // Nothing happens in the first ten months of a pair, and a run that finds nothing leaves nothing.
    world.aws.scheduler.hold(true);
    await world.clock.advance(days(300));
    world.aws.scheduler.hold(false);
    await world.clock.advance(days(40));
    await mishaps[number % mishaps.length]?.(world, number);
    await world.clock.advance(days(16));
    await promote(world, number);
    await world.clock.advance(days(15));
    world.octopus.revoke(pair(number - 1).apiKey);
    await pass(world, 3);
    counts.push(await countLabels(world));
  }
  const kinds = new Set(world.aws.mailbox.map(({ attributes }) => attributes.notice));
  expect([...kinds].toSorted()).toMatchInlineSnapshot(`
    [
      "LivePairDead",
      "LivePairRecovered",
      "LiveValueBroken",
      "PairPromoted",
      "PairRefused",
      "RevocationOverdue",
      "RevocationProved",
      "RevocationRequested",
      "RevocationWithdrawn",
      "RolledBack",
      "RotationDue",
      "RotationStuck",
      "WatchInconclusive",
      "WrongPairRevoked",
    ]
  `);
  expect(new Set(counts)).toEqual(new Set([counts[0]]));
});

it('eleven open cases fit, and none of them starves', async () => {
  await using world = await startTestWorld({ watched: true });
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1);
  issue(world, ...numbers.map(pair));
  for (const number of numbers) {
    await promote(world, number);
    await world.clock.advance(hours(1));
  }
  for (const number of numbers.slice(0, -1)) world.octopus.revoke(pair(number).apiKey);
  await world.clock.advance(days(5));
  expect(diary(world).filter((line) => line.endsWith('RevocationProved')).length).toBe(11);
  expect(await countLabels(world)).toBeLessThanOrEqual(20);
});
