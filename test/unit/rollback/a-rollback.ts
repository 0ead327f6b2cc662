import { createRollback } from '../../../lambda/functions/rollback.ts';
import { type ACredential, aCredential, type Surroundings } from '../world/a-credential.ts';
import type { GivenVersion } from '../world/given.ts';
import { lineOf } from '../world/trace.ts';

export const ann: GivenVersion = { id: 'old', holds: 'ann', labels: ['requested at=-2d live=-90d'] };
export const bob: GivenVersion = { id: 'live', holds: 'bob', labels: ['live at=-2d live=-2d'] };
export const versions = [ann, bob];
export const dead = { bob: 'refused' } as const;

/** Rolls back once. Returns what it did; the last line says how it ended. */
export async function goBack(world: ACredential, flags: object = {}): Promise<string> {
  const report = await createRollback(world.ports)({ credential: 'api', ...flags }, world.invocation).catch(
    () => undefined,
  );
  if (report !== undefined) world.note(`report ${lineOf(report)}`);
  return world.did();
}

/** The same, in a world of its own in which bob's pair is live and dead. */
export async function rolledBack(surroundings: Surroundings = {}, flags: object = {}): Promise<string> {
  await using world = await aCredential({ versions, vendor: dead, ...surroundings });
  return await goBack(world, flags);
}
