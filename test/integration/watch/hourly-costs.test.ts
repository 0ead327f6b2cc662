import { expect, it } from 'vitest';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld, type TestWorldOptions } from '../../support/test-world.ts';
import { clientId, firstPair, secondPair, withFirstPair } from '../rotation/story.ts';
import { states } from './diary.ts';

interface Counted {
  /** Calls to Secrets Manager and to SNS. */
  readonly calls: number;
  readonly logins: number;
}

/** What the watch does in so many days from the second day on. */
async function counted(
  count: number,
  watched: TestWorldOptions['watched'],
  prepare: (world: World) => Promise<void> = async () => {},
): Promise<Counted> {
  await using world = await withFirstPair(
    await startTestWorld({ ...(watched !== undefined && { watched }), variables: { HANDOVER_HOURS: '24' } }),
  );
  await prepare(world);
  await world.clock.advance(days(1));
  const [calls, logins] = [world.aws.calls.length, world.octopus.requests.length];
  await world.clock.advance(days(count));
  const made = world.aws.calls.slice(calls).filter(({ accessKeyId }) => world.isFunction(accessKeyId));
  return { calls: made.length, logins: world.octopus.requests.length - logins };
}

const oneOpen = async (world: World): Promise<void> => {
  await world.stage(secondPair, { reason: 'leak' });
  await world.rotate();
  expect(await world.live()).not.toContain(firstPair.apiKey);
};

it('a year in which nothing is open makes 365 full runs, and one call in each other hour', async () => {
  const { calls, logins } = await counted(365, 'every hour');
  const daily = await counted(365, true);
  expect(logins).toBe(daily.logins);
  expect(calls - daily.calls).toBe(365 * 23);
  expect({ calls, daily }).toMatchInlineSnapshot(`
    {
      "calls": 10305,
      "daily": {
        "calls": 1910,
        "logins": 365,
      },
    }
  `);
}, 120_000);

it('a month in which nothing is open takes this many calls and logins', async () => {
  expect(await counted(30, 'every hour')).toMatchInlineSnapshot(`
    {
      "calls": 840,
      "logins": 30,
    }
  `);
});

it('the same month with the full runs alone', async () => {
  expect(await counted(30, true)).toMatchInlineSnapshot(`
    {
      "calls": 150,
      "logins": 30,
    }
  `);
});

it('a month in which one request is open', async () => {
  expect(await counted(30, 'every hour', oneOpen)).toMatchInlineSnapshot(`
    {
      "calls": 3750,
      "logins": 1440,
    }
  `);
});

it('a day in which eleven requests are open, the most that there can be', async () => {
  const elevenOpen = async (world: World): Promise<void> => {
    for (let index = 0; index < 11; index += 1) {
      await world.stage(world.octopus.issuePair(clientId), { reason: 'leak' });
      await world.rotate();
    }
    expect((await states(world)).filter((state) => state.includes('requested'))).toHaveLength(11);
  };
  expect(await counted(1, 'every hour', elevenOpen)).toMatchInlineSnapshot(`
    {
      "calls": 231,
      "logins": 96,
    }
  `);
});
