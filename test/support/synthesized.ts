import { existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../local/stack/synthesize.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the stacks are that every world of the tests deploys. */
    readonly assembly: string;
  }
}

const environment = { opsEmails: ['ops@example.com'], supportEmails: ['octopus-support@example.com'] };

/** One synth for all tests of a run, with settings of its own: those of `cdk.json` belong to whoever deploys. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const directory = join(tmpdir(), `octopus-cards-assembly-${process.pid}`);
  if (!existsSync(directory)) await synthesize(directory, { sandbox: environment, production: environment });
  provide('assembly', directory);
  return () => rmSync(directory, { recursive: true, force: true });
}
