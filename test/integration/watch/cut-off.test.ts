import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { goBack, putByHand } from '../rotation/by-hand.ts';
import { firstPair, fourthPair, secondPair, thirdPair, withFirstPair } from '../rotation/story.ts';
import { clearWaiting, diary } from './diary.ts';

/** The same numbers for the same seed, between 0 and 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** What happens in the last months of the year, whatever becomes of the runs: every notice has its day. */
const story: Readonly<Record<number, (world: World) => unknown>> = {
  1: (world) => world.rotate(),
  14: (world) => rotateTo(world, secondPair, { reason: 'leak' }),
  18: goBack,
  22: (world) => putByHand(world, { apiKey: '', apiSecret: '' }),
  24: (world) => world.runByHand('rollback'),
  26: (world) => rotateTo(world, thirdPair),
  30: (world) => world.octopus.revoke(thirdPair.apiKey),
  32: (world) => world.runByHand('rollback'),
  35: (world) => world.octopus.failNext(503, 1_000),
  40: (world) => world.octopus.clearFaults(),
  41: (world) => rotateTo(world, fourthPair),
  45: (world) => [firstPair, secondPair, thirdPair].map(({ apiKey }) => world.octopus.revoke(apiKey)),
  48: (world) => world.octopus.revoke(fourthPair.apiKey),
};

async function rotateTo(world: World, pair: typeof firstPair, more = {}): Promise<void> {
  await clearWaiting(world);
  await world.stage(pair, more);
  await world.rotate();
}

/** Lives through them, from the first reminder on; before each day's run something is done to the world. */
async function live(before: (world: World) => unknown, watched = true): Promise<readonly string[]> {
  await using world = await withFirstPair(await startTestWorld({ watched: false, maxAttempts: 1, replayDelaysMs: [] }));
  await world.clock.advance(days(300));
  world.aws.scheduler.hold(!watched);
  for (let day = 1; day <= 55; day += 1) {
    await story[day]?.(world);
    await before(world);
    await world.clock.advance(days(1));
    world.aws.intercept = undefined;
  }
  return diary(world).map((line, index) => `${line} ${keyIn(world.aws.mailbox[index]?.body)}`);
}

/** Two cases can be chased on one day: each mail is told from the other by the pair that it is about. */
const keyIn = (body = ''): string =>
  /(?:REVOKE|key|live|revoked|promoted) +key ending in …(\d+)/.exec(body)?.[1] ?? '-';

/** Kills the function at one of its calls: not made, or made and its answer lost. It lives again at Lambda's next try. */
function cutOff(world: World, at: number, loss: 'drop-before' | 'drop-after'): void {
  let calls = 0;
  world.aws.intercept = ({ accessKeyId }) => {
    if (!world.isFunction(accessKeyId)) return 'pass';
    calls += 1;
    return calls === at ? loss : 'pass';
  };
}

let lived: Promise<readonly string[]> | undefined;

/** What comes of it without a fault. Each time it would be the same, so it is lived through once. */
const undisturbed = () => {
  lived ??= live(() => {});
  return lived;
};

const counted = (lines: readonly string[]): ReadonlyMap<string, number> =>
  lines.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map<string, number>());

it('the story of these tests has every notice of the watch in it', async () => {
  const kinds = new Set((await undisturbed()).map((line) => line.split(' ')[3]));
  expect([...kinds].toSorted()).toMatchInlineSnapshot(`
    [
      "LivePairDead",
      "LivePairRecovered",
      "LiveValueBroken",
      "PairPromoted",
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
});

it.each([1, 2, 3])(
  'runs that are cut off at random (%i) lose no mail, and send one more copy at most',
  async (seed) => {
    const random = randomFrom(seed);
    const expected = counted(await undisturbed());
    const disturbed = counted(
      await live((world) => {
        if (random() < 0.5) cutOff(world, 1 + Math.floor(random() * 16), random() < 0.5 ? 'drop-before' : 'drop-after');
      }),
    );
    expect([...disturbed.keys()].toSorted()).toEqual([...expected.keys()].toSorted());
    for (const [line, count] of disturbed) expect(count, line).toBeLessThanOrEqual((expected.get(line) ?? 0) + 1);
  },
);

it('runs that come twice at once send one more copy at most', async () => {
  const run = (world: World) => world.runByHand('watch').catch(() => undefined);
  const once = counted(await live(run, false));
  const twice = counted(await live((world) => Promise.all([run(world), run(world)]), false));
  expect([...twice.keys()].toSorted()).toEqual([...once.keys()].toSorted());
  for (const [line, count] of twice) expect(count, line).toBeLessThanOrEqual((once.get(line) ?? 0) + 1);
});
