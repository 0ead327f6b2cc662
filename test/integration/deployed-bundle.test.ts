import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startWorld } from '../../local/world.ts';
import { firstPair, issue, mailed } from './rotation/story.ts';

const run = promisify(execFile);
const project = fileURLToPath(new URL('../..', import.meta.url));
const outdir = mkdtempSync(join(tmpdir(), 'octopus-cards-bundle-'));
afterAll(() => rmSync(outdir, { recursive: true }));

/** Loads the bundle and invokes it once, as Lambda's runtime does. */
const invokeOnce = `
const { handler } = require(process.argv[1]);
handler(JSON.parse(process.argv[2]), { getRemainingTimeInMillis: () => 60000 })
  .then(() => process.exit(0), (error) => { console.error(error.name + ': ' + error.message); process.exit(1); });
`;

it('the function bundled by a synth runs the four steps, with nothing but its own environment', async () => {
  const context = JSON.stringify(JSON.parse(readFileSync(join(project, 'cdk.json'), 'utf8')).context);
  const env = { ...process.env, CDK_CONTEXT_JSON: context, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' };
  await run(process.execPath, ['bin/app.ts'], { cwd: project, env });
  const bundle = readdirSync(outdir, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('index.js'));

  await using world = await startWorld({ live: true, start: new Date() });
  const { name, accessKeyId, variables } = world.rotateFunction;
  const own = {
    ...variables,
    AWS_ENDPOINT_URL: world.aws.url,
    AWS_REGION: world.aws.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: 'local',
  };
  const steps: unknown[] = [];
  const handler = async (event: unknown) => {
    steps.push(Object(event).Step);
    await run(process.execPath, ['-e', invokeOnce, join(outdir, bundle ?? ''), JSON.stringify(event)], { env: own });
  };
  world.aws.registerFunction({ name, accessKeyId, handler });
  issue(world, firstPair);
  await world.stage(firstPair);
  await world.rotate();

  expect(steps).toEqual(['createSecret', 'setSecret', 'testSecret', 'finishSecret']);
  expect(await world.live()).toContain(firstPair.apiKey);
  expect(mailed(world)).toEqual(['PairPromoted>ops']);
});
