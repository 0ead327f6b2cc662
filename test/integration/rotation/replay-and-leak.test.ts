import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { steps } from '../../../lambda/rotation/plan.ts';
import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';
import { startTestWorld } from '../../support/test-world.ts';
import { arrangement, firstPair, mailed, secondPair, thirdPair, withFirstPair } from './story.ts';

async function eventsOf(world: World, token: string) {
  const { ARN } = await world.secretsManager.send(new GetSecretValueCommand({ SecretId: world.secretName }));
  return steps.map((Step) => ({ Step, SecretId: ARN, ClientRequestToken: token }));
}

const twiceAtOnce = (world: World, event: unknown) => Promise.allSettled([world.invoke(event), world.invoke(event)]);

async function whileReadsLag(world: World, event: unknown) {
  world.aws.secretsManager.lag({ reads: 2 });
  await twiceAtOnce(world, event);
  world.aws.secretsManager.lag(undefined);
}

const settled = ['AWSCURRENT live', 'AWSPREVIOUS requested'];

describe('every step', () => {
  it('after everything is over changes nothing and mails nobody', async () => {
    await using world = await withFirstPair(await startTestWorld());
    await world.stage(secondPair);
    const token = await world.rotate();
    const [mails, logins] = [world.aws.mailbox.length, world.octopus.logins];
    for (const event of [...(await eventsOf(world, token)), ...(await eventsOf(world, token))])
      await world.invoke(event);
    expect(await arrangement(world)).toEqual(settled);
    expect([world.aws.mailbox.length, world.octopus.logins]).toEqual([mails, logins]);
  });

  it.each([
    ['twice in a row', async (world: World, event: unknown) => [await world.invoke(event), await world.invoke(event)]],
    ['twice at once', twiceAtOnce],
    ['twice at once, while reads lag behind writes', whileReadsLag],
  ])('%s comes to the same end, with two copies of a mail at most', async (_, invoke) => {
    await using world = await withFirstPair(await startTestWorld({ replayDelaysMs: [] }));
    const before = world.aws.mailbox.length;
    await world.stage(secondPair);
    world.aws.intercept = ({ accessKeyId }) => (world.isFunction(accessKeyId) ? 'drop-before' : 'pass');
    const token = await world.rotate();
    world.aws.intercept = undefined;
    for (const event of await eventsOf(world, token)) await invoke(world, event);
    // One more finishSecret, as Secrets Manager sends it: two labels that two runs left at once become one.
    for (const event of (await eventsOf(world, token)).slice(-1)) await world.invoke(event);
    expect(await world.live()).toContain(secondPair.apiKey);
    expect((await arrangement(world)).map((labels) => labels.replace('AWSPENDING ', ''))).toEqual(settled);
    expect(await arrangement(world, world.intakeName)).toEqual(['AWSCURRENT octopus/empty', 'AWSPREVIOUS']);
    const mails = mailed(world, before);
    expect(new Set(mails)).toEqual(new Set(['RevocationRequested>support', 'PairPromoted>ops']));
    expect(mails.length).toBeLessThanOrEqual(4);
  });
});

describe('a pair', () => {
  it('is in no log line, mail, label, event or error, whole or in base64', async () => {
    await using world = await withFirstPair(await startTestWorld());
    const errors: string[] = [];
    const invalid = [{}, { Step: secondPair.apiSecret }, { Step: 'createSecret', SecretId: secondPair.apiKey }];
    for (const event of invalid) await world.invoke(event).catch((error: unknown) => errors.push(String(error)));
    await world.stage({ ...secondPair, apiSecret: `${secondPair.apiSecret}Z` });
    await world.rotate();
    await world.stage({ ...secondPair, apiSecret: `${secondPair.apiSecret}\n` });
    await world.clock.advance(days(1));
    await world.stage(secondPair, { reason: 'leak', note: 'from the mail of Monday' });
    await world.clock.advance(days(365));
    const labels = [await world.stages(), await world.stages(world.intakeName)];
    const { aws, octopus, log } = world;
    const written = [log, aws.mailbox, aws.events, aws.calls, octopus.requests, labels, errors]
      .map((part) => JSON.stringify(part))
      .join();
    expect(written).toContain('MalformedPair');
    for (const text of [firstPair, secondPair, thirdPair].flatMap(({ apiKey, apiSecret }) => [apiKey, apiSecret])) {
      expect(written).not.toContain(text);
      expect(written).not.toContain(Buffer.from(text).toString('base64').replaceAll('=', ''));
    }
  });
});
