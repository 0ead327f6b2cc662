import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { bundleByDefaults, ownBundle } from '../../bench/bundle.ts';
import { functionNames } from '../../lib/functions/function-bundles.ts';

const directory = mkdtempSync(join(tmpdir(), 'octopus-cards-size-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it.each(functionNames)("the bundle of %s has at most three quarters of what CDK's defaults make", async (name) => {
  const peer = join(directory, `${name}.cjs`);
  await bundleByDefaults(name, peer);
  expect(statSync(ownBundle(inject('assembly'), name)).size / statSync(peer).size).toBeLessThanOrEqual(0.75);
});
