import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../local/stack/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory of the synthesized stacks that the tests deploy. */
    readonly assembly: string;
  }
}

/** Without a hand-over: support is asked at once. Tests of the hand-over set its hours themselves. */
const handover = { hours: 0, atMostDays: 14 };
const environment = { handover, opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };

/** The settings of the stacks that the tests deploy. Those in `cdk.json` belong to the person who deploys. */
export const settings = { sandbox: environment, production: environment };

/** Synthesizes once for all tests of a run. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const directory = join(tmpdir(), `octopus-cards-assembly-${process.pid}`);
  if (!existsSync(directory)) await synthesize(directory, settings);
  provide('assembly', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
