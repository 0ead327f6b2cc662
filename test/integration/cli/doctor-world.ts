import { expect } from 'vitest';
import * as z from 'zod';
import { checks } from '../../../cli/doctor/finding.ts';
import { days } from '../../../local/clock.ts';
import type { TestWorldOptions } from '../../support/test-world.ts';
import { replaced, type startCliWorld } from './cli-world.ts';

export type CliWorld = Awaited<ReturnType<typeof startCliWorld>>;

/** A day after a replacement, with a watch in between: nothing is wrong. */
export async function healthy(options: TestWorldOptions = {}) {
  const world = await replaced({ watched: true, ...options });
  await world.clock.advance(days(1));
  return world;
}

/** What `--json` prints, held to its documented form. */
const answer = z.strictObject({
  environment: z.enum(['sandbox', 'production']),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  needsPerson: z.boolean(),
  checks: z.array(
    z.strictObject({
      credential: z.nullable(z.string()),
      check: z.enum([...checks.environment, ...checks.credential]),
      status: z.enum(['ok', 'warn', 'fail', 'skipped']),
      found: z.string().min(1),
      fix: z.nullable(z.string().max(71)),
      command: z.nullable(z.string()),
    }),
  ),
});

export async function examine(world: CliWorld, ...args: string[]) {
  const { exitCode, out } = await world.run(['doctor', '--json', ...args]);
  expect(out).toHaveLength(1);
  const told = answer.parse(JSON.parse(out[0] ?? ''));
  expect(exitCode).toBe(told.needsPerson ? 1 : 0);
  const notWell = told.checks.filter(({ status }) => status !== 'ok');
  return { ...told, exitCode, notWell: notWell.map(({ check, status }) => `${status} ${check}`) };
}
