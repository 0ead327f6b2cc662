import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { firstPair, secondPair, withFirstPair } from '../rotation/story.ts';
import { clearWaiting, diary, pass } from './diary.ts';

/** A year from 24 November 2025, the day on which the first pair is promoted, with a run of the watch on each day. */
async function year(
  happens: (world: World, day: number) => unknown = () => {},
  length = 365,
): Promise<readonly string[]> {
  await using world = await withFirstPair(await startTestWorld({ watched: true, replayDelaysMs: [] }));
  await pass(world, length, (day) => happens(world, day));
  return diary(world);
}

/** The same, without the runs of the first 290 days, of which the first test shows that they do nothing. */
const lateYear: typeof year = (happens = () => {}, length) =>
  year(async (world, day) => {
    if (day === 1 || day === 290) world.aws.scheduler.hold(day === 1);
    await happens(world, day);
  }, length);

const on = (given: number, does: (world: World) => unknown) => (world: World, day: number) =>
  day === given ? does(world) : undefined;

const rotate = async (world: World): Promise<void> => {
  await clearWaiting(world);
  await world.stage(secondPair);
  await world.rotate();
};

it('a year in which nothing happens', async () => {
  expect(await year()).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2026-09-25 ops action RotationDue",
      "2026-10-25 ops action RotationDue",
      "2026-11-10 ops action RotationDue",
      "2026-11-17 ops action RotationDue",
      "2026-11-23 ops action RotationDue",
      "2026-11-24 ops action RotationDue",
    ]
  `);
});

it('a rotation twenty days before the twelve months are over, revoked after ten days', async () => {
  expect(
    await lateYear(async (world, day) => {
      if (day === 345) await rotate(world);
      if (day === 355) world.octopus.revoke(firstPair.apiKey);
    }),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2026-09-25 ops action RotationDue",
      "2026-10-25 ops action RotationDue",
      "2026-11-03 support action RevocationRequested",
      "2026-11-03 ops info PairPromoted",
      "2026-11-05 support action RevocationOverdue",
      "2026-11-05 ops action RevocationOverdue",
      "2026-11-07 support action RevocationOverdue",
      "2026-11-07 ops action RevocationOverdue",
      "2026-11-11 support action RevocationOverdue",
      "2026-11-11 ops action RevocationOverdue",
      "2026-11-14 ops info RevocationProved",
    ]
  `);
});

it('a rotation on the 30th day that nobody revokes', async () => {
  expect(await year(on(30, rotate))).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-23 support action RevocationRequested",
      "2025-12-23 ops info PairPromoted",
      "2025-12-25 support action RevocationOverdue",
      "2025-12-25 ops action RevocationOverdue",
      "2025-12-27 support action RevocationOverdue",
      "2025-12-27 ops action RevocationOverdue",
      "2025-12-31 support action RevocationOverdue",
      "2025-12-31 ops action RevocationOverdue",
      "2026-01-07 support action RevocationOverdue",
      "2026-01-07 ops action RevocationOverdue",
      "2026-01-14 support action RevocationOverdue",
      "2026-01-14 ops action RevocationOverdue",
      "2026-01-21 support action RevocationOverdue",
      "2026-01-21 ops action RevocationOverdue",
      "2026-01-28 support action RevocationOverdue",
      "2026-01-28 ops action RevocationOverdue",
      "2026-02-04 support action RevocationOverdue",
      "2026-02-04 ops action RevocationOverdue",
      "2026-02-11 support action RevocationOverdue",
      "2026-02-11 ops action RevocationOverdue",
      "2026-02-18 support action RevocationOverdue",
      "2026-02-18 ops action RevocationOverdue",
      "2026-02-25 support action RevocationOverdue",
      "2026-02-25 ops action RevocationOverdue",
      "2026-03-04 support action RevocationOverdue",
      "2026-03-04 ops action RevocationOverdue",
      "2026-03-11 support action RevocationOverdue",
      "2026-03-11 ops action RevocationOverdue",
      "2026-03-18 support action RevocationOverdue",
      "2026-03-18 ops action RevocationOverdue",
      "2026-03-25 support action RevocationOverdue",
      "2026-03-25 ops action RevocationOverdue",
      "2026-04-01 support action RevocationOverdue",
      "2026-04-01 ops action RevocationOverdue",
      "2026-04-08 support action RevocationOverdue",
      "2026-04-08 ops action RevocationOverdue",
      "2026-04-15 support action RevocationOverdue",
      "2026-04-15 ops action RevocationOverdue",
      "2026-04-22 support action RevocationOverdue",
      "2026-04-22 ops action RevocationOverdue",
      "2026-04-29 support action RevocationOverdue",
      "2026-04-29 ops action RevocationOverdue",
      "2026-05-06 support action RevocationOverdue",
      "2026-05-06 ops action RevocationOverdue",
      "2026-05-13 support action RevocationOverdue",
      "2026-05-13 ops action RevocationOverdue",
      "2026-05-20 support action RevocationOverdue",
      "2026-05-20 ops action RevocationOverdue",
      "2026-05-27 support action RevocationOverdue",
      "2026-05-27 ops action RevocationOverdue",
      "2026-06-03 support action RevocationOverdue",
      "2026-06-03 ops action RevocationOverdue",
      "2026-06-10 support action RevocationOverdue",
      "2026-06-10 ops action RevocationOverdue",
      "2026-06-17 support action RevocationOverdue",
      "2026-06-17 ops action RevocationOverdue",
      "2026-06-24 support action RevocationOverdue",
      "2026-06-24 ops action RevocationOverdue",
      "2026-07-01 support action RevocationOverdue",
      "2026-07-01 ops action RevocationOverdue",
      "2026-07-08 support action RevocationOverdue",
      "2026-07-08 ops action RevocationOverdue",
      "2026-07-15 support action RevocationOverdue",
      "2026-07-15 ops action RevocationOverdue",
      "2026-07-22 support action RevocationOverdue",
      "2026-07-22 ops action RevocationOverdue",
      "2026-07-29 support action RevocationOverdue",
      "2026-07-29 ops action RevocationOverdue",
      "2026-08-05 support action RevocationOverdue",
      "2026-08-05 ops action RevocationOverdue",
      "2026-08-12 support action RevocationOverdue",
      "2026-08-12 ops action RevocationOverdue",
      "2026-08-19 support action RevocationOverdue",
      "2026-08-19 ops action RevocationOverdue",
      "2026-08-26 support action RevocationOverdue",
      "2026-08-26 ops action RevocationOverdue",
      "2026-09-02 support action RevocationOverdue",
      "2026-09-02 ops action RevocationOverdue",
      "2026-09-09 support action RevocationOverdue",
      "2026-09-09 ops action RevocationOverdue",
      "2026-09-16 support action RevocationOverdue",
      "2026-09-16 ops action RevocationOverdue",
      "2026-09-23 support action RevocationOverdue",
      "2026-09-23 ops action RevocationOverdue",
      "2026-09-30 support action RevocationOverdue",
      "2026-09-30 ops action RevocationOverdue",
      "2026-10-07 support action RevocationOverdue",
      "2026-10-07 ops action RevocationOverdue",
      "2026-10-14 support action RevocationOverdue",
      "2026-10-14 ops action RevocationOverdue",
      "2026-10-21 support action RevocationOverdue",
      "2026-10-21 ops action RevocationOverdue",
      "2026-10-24 ops action RotationDue",
      "2026-10-28 support action RevocationOverdue",
      "2026-10-28 ops action RevocationOverdue",
      "2026-11-04 support action RevocationOverdue",
      "2026-11-04 ops action RevocationOverdue",
      "2026-11-11 support action RevocationOverdue",
      "2026-11-11 ops action RevocationOverdue",
      "2026-11-18 support action RevocationOverdue",
      "2026-11-18 ops action RevocationOverdue",
      "2026-11-23 ops action RotationDue",
    ]
  `);
});

it('overdue by three months', async () => {
  expect((await lateYear(() => {}, 460)).slice(-16)).toMatchInlineSnapshot(`
    [
      "2026-11-17 ops action RotationDue",
      "2026-11-23 ops action RotationDue",
      "2026-11-24 ops action RotationDue",
      "2026-12-01 ops action RotationDue",
      "2026-12-08 ops action RotationDue",
      "2026-12-15 ops action RotationDue",
      "2026-12-22 ops action RotationDue",
      "2026-12-29 ops action RotationDue",
      "2027-01-05 ops action RotationDue",
      "2027-01-12 ops action RotationDue",
      "2027-01-19 ops action RotationDue",
      "2027-01-26 ops action RotationDue",
      "2027-02-02 ops action RotationDue",
      "2027-02-09 ops action RotationDue",
      "2027-02-16 ops action RotationDue",
      "2027-02-23 ops action RotationDue",
    ]
  `);
});

it('a watch that is down for forty days before the end', async () => {
  expect(
    await lateYear((world, day) => {
      if (day === 300) world.aws.scheduler.hold(true);
      if (day === 340) world.aws.scheduler.hold(false);
    }, 350),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2026-10-30 ops action RotationDue",
    ]
  `);
});

it('support revokes the wrong pair, and ops rolls back on the next day', async () => {
  expect(
    await year(async (world, day) => {
      if (day === 30) await rotate(world);
      if (day === 40) world.octopus.revoke(secondPair.apiKey);
      if (day === 42) await world.runByHand('rollback');
    }, 60),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-23 support action RevocationRequested",
      "2025-12-23 ops info PairPromoted",
      "2025-12-25 support action RevocationOverdue",
      "2025-12-25 ops action RevocationOverdue",
      "2025-12-27 support action RevocationOverdue",
      "2025-12-27 ops action RevocationOverdue",
      "2025-12-31 support action RevocationOverdue",
      "2025-12-31 ops action RevocationOverdue",
      "2026-01-03 support urgent WrongPairRevoked",
      "2026-01-03 ops urgent WrongPairRevoked",
      "2026-01-04 support urgent WrongPairRevoked",
      "2026-01-04 ops urgent WrongPairRevoked",
      "2026-01-04 ops action RolledBack",
      "2026-01-04 support urgent RevocationWithdrawn",
      "2026-01-04 ops info RevocationWithdrawn",
      "2026-01-05 ops info LivePairRecovered",
    ]
  `);
});

it('a rotation that is stuck for a month', async () => {
  expect(
    await year(
      on(30, (world) => world.rotate()),
      60,
    ),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-23 ops action RotationDue",
      "2025-12-25 ops action RotationStuck",
      "2026-01-01 ops action RotationStuck",
      "2026-01-08 ops action RotationStuck",
      "2026-01-15 ops action RotationStuck",
      "2026-01-22 ops action RotationStuck",
    ]
  `);
});

it('a leak: urgent, and chased daily until it is revoked', async () => {
  expect(
    await year(async (world, day) => {
      if (day === 30) {
        await world.stage(secondPair, { reason: 'leak' });
        await world.rotate();
      }
      if (day === 34) world.octopus.revoke(firstPair.apiKey);
    }, 40),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-23 support urgent RevocationRequested",
      "2025-12-23 ops action PairPromoted",
      "2025-12-25 support urgent RevocationOverdue",
      "2025-12-25 ops action RevocationOverdue",
      "2025-12-26 support urgent RevocationOverdue",
      "2025-12-26 ops action RevocationOverdue",
      "2025-12-27 support urgent RevocationOverdue",
      "2025-12-27 ops action RevocationOverdue",
      "2025-12-28 ops info RevocationProved",
    ]
  `);
});

it('a vendor that is down for a week', async () => {
  expect(
    await year((world, day) => {
      if (day === 30) world.octopus.failNext(503, 1_000);
      if (day === 37) world.octopus.clearFaults();
    }, 45),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-27 ops action WatchInconclusive",
    ]
  `);
});

it('the live pair dies, and a new one is promoted three days later', async () => {
  expect(
    await year(async (world, day) => {
      if (day === 30) world.octopus.revoke(firstPair.apiKey);
      if (day === 33) await rotate(world);
    }, 36),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-24 ops urgent LivePairDead",
      "2025-12-25 ops urgent LivePairDead",
      "2025-12-26 ops urgent LivePairDead",
      "2025-12-26 support action RevocationRequested",
      "2025-12-26 ops info PairPromoted",
      "2025-12-27 ops info RevocationProved",
      "2025-12-27 ops info LivePairRecovered",
    ]
  `);
});

it('somebody breaks the live value manually and repairs it', async () => {
  const put = async (world: World, SecretString: string) => {
    await world.secretsManager.send(new PutSecretValueCommand({ SecretId: world.secretName, SecretString }));
  };
  expect(
    await year(async (world, day) => {
      if (day === 30) await put(world, 'broken');
      if (day === 32) {
        await put(
          world,
          JSON.stringify({ API_KEY: firstPair.apiKey, API_SECRET: firstPair.apiSecret, CLIENT_ID: '42' }),
        );
      }
    }, 36),
  ).toMatchInlineSnapshot(`
    [
      "2025-11-24 ops info PairPromoted",
      "2025-12-24 ops urgent LiveValueBroken",
      "2025-12-25 ops urgent LiveValueBroken",
      "2025-12-26 ops info LivePairRecovered",
    ]
  `);
});

it('no first pair for a month', async () => {
  await using world = await startTestWorld({ watched: true });
  await world.clock.advance(days(30));
  expect(diary(world)).toMatchInlineSnapshot(`
    [
      "2025-11-25 ops action RotationDue",
      "2025-12-02 ops action RotationDue",
      "2025-12-09 ops action RotationDue",
      "2025-12-16 ops action RotationDue",
      "2025-12-23 ops action RotationDue",
    ]
  `);
});
