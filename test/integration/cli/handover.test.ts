import { describe, expect, it } from 'vitest';
import { createApplication } from '../../../local/applications/application.ts';
import { days, hours } from '../../../local/clock.ts';
import { alice, bob, startCliWorld } from './cli-world.ts';

const variables = { HANDOVER_HOURS: '24', HANDOVER_AT_MOST_DAYS: '14' };

/** Alice's pair was replaced; the shop has read the new pair, the office has not. */
async function handingOver(reason = 'scheduled', environment: 'sandbox' | 'production' = 'sandbox') {
  const world = await startCliWorld({ variables, watched: 'every hour', environment });
  await world.stage(alice);
  await world.rotate();
  const applications = ['shop', 'office'].map((name) => createApplication(world, { name, reads: 'at-start' }));
  await world.clock.advance(hours(1));
  for (const application of applications) await application.work();
  await world.clock.advance(hours(1));
  await world.stage(bob, { reason });
  await world.rotate();
  await world.clock.advance(hours(1));
  await applications[0]?.restart();
  await world.clock.advance(hours(1));
  const kinds = () => world.aws.mailbox.map(({ attributes }) => attributes.notice);
  return { ...world, applications, kinds, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

describe('octopus handover', () => {
  it('shows who has the new pair, within 80 columns, and changes nothing', async () => {
    await using world = await handingOver();
    const labels = await world.stages();
    const { exitCode, out } = await world.run(['handover']);
    expect(out.join('\n')).toMatchInlineSnapshot(`
      "Account 123456789012, region us-east-1, environment sandbox, credential api
      Old pair:  fingerprint 5a3b8af4db8d, replaced 2025-11-24 12:00 UTC
      Support:   is asked after 2025-11-25 12:00 UTC, as soon as no reader is behind,
                 at the latest 2025-12-08 12:00 UTC
      Readers:   1 of 2 readers has the new pair
        reader                                    last read (UTC)   pair  behind since
        role/office                               2025-11-24 11:00  old   2025-11-24
        role/shop                                 2025-11-24 13:00  new   -
      To read the secret does not prove to use it, and the newest reads appear up to
      15 minutes late."
    `);
    expect(out.flatMap((lines) => lines.split('\n')).filter((line) => line.length > 80)).toEqual([]);
    expect(exitCode).toBe(0);
    expect(await world.stages()).toEqual(labels);
  });

  it('prints the same as JSON', async () => {
    await using world = await handingOver();
    const { out } = await world.run(['handover', '--json']);
    expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({
      outcome: 'shown',
      old: [{ replacedAt: '2025-11-24T12:00:00Z', askedAt: '2025-11-25T12:00:00Z' }],
      readers: [
        { principal: 'arn:aws:iam::123456789012:role/office', isBehind: true },
        { principal: 'arn:aws:iam::123456789012:role/shop', isBehind: false },
      ],
      notLookedUp: [],
    });
  });

  it('has support asked at once with --complete, and the log says who decided', async () => {
    await using world = await handingOver();
    const { exitCode, out } = await world.run(['handover', '--complete', '--yes']);
    expect(out.at(-1)).toBe('Support was asked to revoke the old pair.');
    expect(exitCode).toBe(0);
    expect(world.kinds().at(-1)).toBe('RevocationRequested');
    const line = world.log.map((text) => JSON.parse(text)).find(({ what }) => what === 'completed');
    expect(line).toMatchObject({ message: 'transition', by: expect.stringMatching(/:user\/operator$/) });
  });

  it('says that support was asked already when the hand-over is completed twice', async () => {
    await using world = await handingOver();
    await world.run(['handover', '--complete', '--yes']);
    const { exitCode, out } = await world.run(['handover', '--complete', '--yes']);
    expect(out.at(-1)).toMatch(/^Support was asked on 2025-11-24 14:00 UTC to revoke the old pair [0-9a-f]{12}\.$/);
    expect(exitCode).toBe(0);
  });

  it('puts the request off with --until, and support is asked on that day', async () => {
    await using world = await handingOver();
    const { exitCode, out } = await world.run(['handover', '--until', '2026-01-05', '--yes']);
    expect(out.at(-1)).toBe('The request is put off: support is not asked before 2026-01-05.');
    expect(exitCode).toBe(0);
    await world.clock.advance(days(41));
    expect(world.kinds()).not.toContain('RevocationRequested');
    await world.clock.advance(days(1));
    expect(world.kinds()).toContain('RevocationRequested');
  });

  it.each([
    ['a day that is over', '2025-11-01', 'TooLate'],
    ['a day too far ahead', '2026-06-01', 'TooFarAhead'],
  ])('refuses %s, and changes nothing', async (_, day, error) => {
    await using world = await handingOver();
    const labels = await world.stages();
    const { exitCode, out } = await world.run(['handover', '--until', day, '--yes', '--json']);
    expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({ outcome: 'failed', errorType: error });
    expect(exitCode).toBe(1);
    expect(await world.stages()).toEqual(labels);
  });

  it.each([
    [['--until', 'tomorrow'], '--until takes a day such as 2026-12-01'],
    [['--until', '2026-02-31'], '--until takes a day such as 2026-12-01'],
    [['--until', '2026-12-01', '--complete'], '--complete has support asked now and --until later'],
  ])('refuses %j as a usage error', async (args, message) => {
    await using world = await startCliWorld();
    const { exitCode, err } = await world.run(['handover', ...args]);
    expect(err.join('\n')).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('says so when no pair waits, and after a leak support was asked at once', async () => {
    await using world = await handingOver('leak');
    const { exitCode, out } = await world.run(['handover']);
    expect(out.at(-1)).toMatch(/^Support was asked on 2025-11-24 12:00 UTC/);
    expect(exitCode).toBe(0);
  });

  it('reports what CloudTrail did not say', async () => {
    await using world = await handingOver();
    world.aws.cloudTrail.fail(50);
    const { exitCode, out } = await world.run(['handover']);
    expect(out.join('\n')).toContain('CloudTrail did not say who has read the secret');
    expect(exitCode).toBe(0);
  });
});

it.each(['sandbox', 'production'] as const)(
  'when the hours are over in %s, the watch notifies ops of who is behind, and support when nobody is',
  async (environment) => {
    await using world = await handingOver('scheduled', environment);
    await world.clock.advance(hours(24));
    expect(world.kinds().at(-1)).toBe('HandoverWaiting');
    expect(world.aws.mailbox.at(-1)?.body).toContain('role/office');
    expect(world.aws.mailbox.at(-1)?.body).not.toContain('role/shop');
    await world.applications[1]?.restart();
    await world.clock.advance(hours(2));
    expect(world.kinds().at(-1)).toBe('RevocationRequested');
  },
);

it('octopus status says until when the hand-over lasts, and who has the new pair', async () => {
  await using world = await handingOver();
  const { out } = await world.run(['status', '--credential', 'api']);
  expect(out).toContain('Waits:   hand-over until 2025-11-25 12:00 UTC, 1 of 2 readers has the new pair');
});
