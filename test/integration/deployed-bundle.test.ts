import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, inject, it } from 'vitest';
import { startTestWorld } from '../support/test-world.ts';
import { firstPair, issue, mailed } from './rotation/story.ts';

const assembly = inject('assembly');
const project = fileURLToPath(new URL('../..', import.meta.url));
const synthesized = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /\.(js|json)$/.test(file),
);
const textOf = (file: string): string => readFileSync(join(assembly, file), 'utf8');

it('the function bundled by a synth runs the four steps under the runtime client of Lambda', async () => {
  await using world = await startTestWorld({ functions: 'bundled', transport: 'loopback' });
  issue(world, firstPair);
  await world.stage(firstPair);
  await world.rotate();
  const steps = world.log.map((line) => JSON.parse(line)).filter(({ step }) => step !== undefined);
  expect(steps.map(({ message, step }) => `${step}: ${message}`)).toEqual(
    // The first is AWS's test of the configuration, when the stack was deployed.
    ['testSecret', 'createSecret', 'setSecret', 'testSecret', 'finishSecret'].map(
      (step) => `${step}: rotation step done`,
    ),
  );
  expect(await world.live()).toContain(firstPair.apiKey);
  expect(mailed(world)).toEqual(['PairPromoted>ops']);
});

it("its waits are waits of the world: an intake that stays empty is read for ten seconds of the world's time", async () => {
  await using world = await startTestWorld({ functions: 'bundled', transport: 'loopback' });
  const [before, beganAt] = [world.clock.now().getTime(), performance.now()];
  await world.rotate();
  expect(mailed(world)).toEqual(['RotationDue>ops']);
  expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(9_000);
  expect(performance.now() - beganAt).toBeLessThan(9_000);
});

it('no file of a synth names a place of this machine', () => {
  expect(synthesized.filter((file) => textOf(file).includes(project))).toEqual([]);
});

it('the bundles hold no credential chain beside the environment', () => {
  for (const bundle of synthesized.filter((file) => file.endsWith('index.js'))) {
    expect(textOf(bundle)).not.toMatch(/AWS_WEB_IDENTITY_TOKEN_FILE|AWS_CONTAINER_CREDENTIALS/);
  }
});
