import { createOctopusClient, type OctopusClientOptions } from '../../../lambda/octopus/client.ts';
import { Pair } from '../../../lambda/secrets/pair.ts';
import { createMovableClock, minutes } from '../../../local/clock.ts';
import { type FakeOctopusOptions, startFakeOctopus } from '../../../local/octopus/server.ts';

type Options = Partial<Pick<FakeOctopusOptions, 'environment'> & Omit<OctopusClientOptions, 'clock'>>;

/** The client, the vendor's fake, and one client account, number 42, that has one pair. Waits cost no time. */
export async function aClient({ environment = 'sandbox', ...options }: Options = {}) {
  const clock = createMovableClock(new Date('2026-11-24T10:00:00Z'));
  const octopus = await startFakeOctopus({ clock, environment });
  octopus.addAccount({ clientId: 42, name: 'alice' });
  const { apiKey, apiSecret } = octopus.issuePair(42);
  const pair = new Pair(apiKey, apiSecret);
  const waits: number[] = [];
  const sleep = (ms: number) => {
    waits.push(ms);
    return clock.sleep(ms);
  };
  const client = createOctopusClient({ baseUrl: octopus.url, clock: { ...clock, sleep }, random: () => 1, ...options });

  return {
    octopus,
    client,
    clock,
    pair,
    /** How long the client waited between tries. */
    waits,
    logIn: (given: Pair = pair, { within = minutes(1), maxTries }: { within?: number; maxTries?: number } = {}) =>
      client.login(given, { deadline: clock.now().getTime() + within, ...(maxTries !== undefined && { maxTries }) }),
    async [Symbol.asyncDispose]() {
      await client.close();
      await octopus.close();
    },
  };
}
