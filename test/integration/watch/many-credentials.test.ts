import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretNameOf } from '../../../lambda/secrets/credential-name.ts';
import { days } from '../../../local/clock.ts';
import { synthesize } from '../../../local/stack/synthesize.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { clientId } from '../rotation/story.ts';

const fifty = join(tmpdir(), `octopus-cards-fifty-${process.pid}`);
const credentials = Array.from({ length: 50 }, (_, index) => ({ name: `client-${index}` }));
const people = {
  handover: { hours: 0 },
  opsEmails: ['ops@example.com'],
  supportEmails: ['octopus-support@example.com'],
};

beforeAll(() => synthesize(fifty, { sandbox: people, production: { ...people, credentials } }));
afterAll(() => rmSync(fifty, { recursive: true, force: true }));

interface Cost {
  /** AWS calls of the functions, by operation. */
  readonly calls: Readonly<Record<string, number>>;
  readonly logins: number;
  readonly mails: number;
}

async function costOf(world: World, happens: () => Promise<unknown>): Promise<Cost> {
  const before = { calls: world.aws.calls.length, logins: world.octopus.logins, mails: world.aws.mailbox.length };
  await happens();
  const calls: Record<string, number> = {};
  for (const { accessKeyId, operation } of world.aws.calls.slice(before.calls)) {
    if (world.isFunction(accessKeyId)) calls[operation] = (calls[operation] ?? 0) + 1;
  }
  const mails = world.aws.mailbox.length - before.mails;
  return { calls, logins: world.octopus.logins - before.logins, mails };
}

/** A pair for each credential, put by hand: quicker than a hundred rotations, and the watch takes it up. */
async function putByHand(world: World, names: readonly string[], number: number): Promise<void> {
  for (const name of names) {
    const [apiKey, apiSecret] = [`test-key-${name}-000${number}`, `secret-of-${name}-000${number}`];
    world.octopus.issuePair(clientId, { apiKey, apiSecret });
    const SecretString = JSON.stringify({ API_KEY: apiKey, API_SECRET: apiSecret });
    await world.secretsManager.send(
      new PutSecretValueCommand({ SecretId: secretNameOf('production', name), SecretString }),
    );
  }
}

async function daysOf(world: World, names: readonly string[]): Promise<Readonly<Record<string, Cost>>> {
  const nextDay = () => world.clock.advance(days(1));
  world.octopus.addAccount({ clientId });
  await putByHand(world, names, 1);
  await nextDay();
  await putByHand(world, names, 2);
  const requested = await costOf(world, nextDay);
  const chased = await costOf(world, nextDay);
  const quiet = await costOf(world, nextDay);
  world.aws.scheduler.hold(true);
  await world.clock.advance(days(302));
  world.aws.scheduler.hold(false);
  return { requested, chased, quiet, reminded: await costOf(world, nextDay) };
}

const times = (count: number, { calls, logins, mails }: Cost): Cost => ({
  calls: Object.fromEntries(Object.entries(calls).map(([operation, number]) => [operation, number * count])),
  logins: logins * count,
  mails: mails * count,
});

/** While a request is open, each run looks whether another credential holds the pair. */
const withLooks = (cost: Cost): Cost => ({
  ...cost,
  calls: { ...cost.calls, DescribeSecret: (cost.calls.DescribeSecret ?? 0) + 50 * 49 },
});

it('a watch of 50 credentials makes for each the calls and logins that it makes for one', {
  timeout: 90_000,
}, async () => {
  const environment = 'production';
  await using alone = await startTestWorld({ environment, watched: true });
  await using together = await startTestWorld({ environment, watched: true, assembly: fifty });
  const one = await daysOf(alone, ['api']);
  const all = await daysOf(
    together,
    credentials.map(({ name }) => name),
  );
  expect(one.quiet?.logins).toBe(2);
  expect([one.requested, one.chased].map((cost) => cost?.mails)).toEqual([1, 2]);
  expect(one.reminded?.mails).toBeGreaterThanOrEqual(1);
  // On the first day the live values have no label yet, so the other credentials read them.
  const { requested: { logins = 0, mails = 0 } = {}, ...later } = one;
  expect(all.requested).toMatchObject({ logins: logins * 50, mails: mails * 50 });
  const expected = Object.entries(later).map(([day, cost]) => [day, withLooks(times(50, cost))]);
  expect(all).toEqual({ ...Object.fromEntries(expected), requested: all.requested });
});
