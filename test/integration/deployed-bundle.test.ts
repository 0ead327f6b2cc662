import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBundledFunction } from '../../local/lambda/bundled-function.ts';
import { startWorld, type World } from '../../local/world.ts';
import { firstPair, issue, mailed } from './rotation/story.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), 'octopus-cards-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true }));

beforeAll(async () => {
  const context = JSON.stringify(JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')).context);
  const env = { ...process.env, CDK_CONTEXT_JSON: context, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' };
  await run(process.execPath, ['bin/app.ts'], { cwd: project, env });
});

const synthesized = (): readonly string[] =>
  readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|json)$/.test(file));

const bundle = (): string => join(outdir, synthesized().find((file) => file.endsWith('index.js')) ?? '');

/** The rotation function of this world, as a synth bundled it. */
function bundledRotate(world: World, onLine: (line: string) => void) {
  const { name, accessKeyId, variables } = world.rotateFunction;
  return createBundledFunction({
    name,
    handler: 'index.handler',
    directory: dirname(bundle()),
    variables: {
      ...variables,
      AWS_ENDPOINT_URL: world.aws.url,
      AWS_REGION: world.aws.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
    },
    timeoutMs: 120_000,
    memoryMb: 512,
    clock: world.clock,
    onLine,
  });
}

it('the function bundled by a synth runs the four steps under the runtime client of Lambda, with its own environment alone', async () => {
  await using world = await startWorld();
  const lines: string[] = [];
  await using rotate = bundledRotate(world, (line) => lines.push(line));
  const { name, accessKeyId } = world.rotateFunction;
  world.aws.registerFunction({ name, accessKeyId, handler: rotate.invoke });
  issue(world, firstPair);
  await world.stage(firstPair);
  await world.rotate();

  const steps = lines.map((line) => JSON.parse(line)).map(({ message, step }) => `${step}: ${message}`);
  expect(steps).toEqual(
    ['createSecret', 'setSecret', 'testSecret', 'finishSecret'].map((step) => `${step}: rotation step done`),
  );
  expect(await world.live()).toContain(firstPair.apiKey);
  expect(mailed(world)).toEqual(['PairPromoted>ops']);
});

it('its waits are waits of the world: a mailbox that stays empty is read for ten seconds of it', async () => {
  await using world = await startWorld();
  await using rotate = bundledRotate(world, () => {});
  const { name, accessKeyId } = world.rotateFunction;
  world.aws.registerFunction({ name, accessKeyId, handler: rotate.invoke });
  const [before, beganAt] = [world.clock.now().getTime(), performance.now()];
  await world.rotate();

  expect(mailed(world)).toEqual(['RotationDue>ops']);
  expect(world.clock.now().getTime() - before).toBeGreaterThanOrEqual(9_000);
  expect(performance.now() - beganAt).toBeLessThan(9_000);
});

it('no file of a synth names a place of this machine', () => {
  const naming = synthesized().filter((file) => readFileSync(join(outdir, file), 'utf8').includes(project));
  expect(naming).toEqual([]);
});

it('the bundle holds no credential chain beside the environment', () => {
  expect(readFileSync(bundle(), 'utf8')).not.toMatch(/AWS_WEB_IDENTITY_TOKEN_FILE|AWS_CONTAINER_CREDENTIALS/);
});
