import { createWatch, type WatchReport } from '../../../lambda/functions/watch.ts';
import { type ACredential, aCredential, type Surroundings } from '../world/a-credential.ts';
import type { GivenVersion } from '../world/given.ts';
import { lineOf } from '../world/trace.ts';

/** The pair of bob, live for ten days; nothing is open. */
export const bob: GivenVersion = { id: 'live', holds: 'bob', labels: ['live at=-10d live=-10d'] };

/** The pair of ann, which support was asked to revoke. */
export const ann = (more = ''): GivenVersion => ({
  id: 'old',
  holds: 'ann',
  labels: [`requested at=-10d live=-100d ${more}`.trim()],
});

/** The same with something that the watch remembers of the live version. */
export const remembering = (...labels: readonly string[]): GivenVersion => ({
  ...bob,
  labels: [...(bob.labels ?? []), ...labels],
});

interface Ran {
  /** What it did, a line each; the last one says how it ended. */
  readonly did: string;
  readonly report: WatchReport | undefined;
}

/** Runs the watch once. */
export async function watch(world: ACredential, flags: object = {}): Promise<Ran> {
  const emit = (credential: string, measures: object) => void world.note(`emit ${credential} ${lineOf(measures)}`);
  const cloudTrail = () => Promise.reject(new Error('no run of these tests looks up a reader'));
  const ports = { ...world.ports, emit, cloudTrail };
  const report = await createWatch(ports)({ credential: 'api', ...flags }, world.invocation).catch(() => undefined);
  return { did: world.did(), report };
}

/** The same, in a world of its own. */
export async function day(surroundings: Surroundings = {}, flags: object = {}): Promise<string> {
  await using world = await aCredential({ versions: [ann(), bob], ...surroundings });
  return (await watch(world, flags)).did;
}

/** What is told and remembered of the live pair on a day, when this was remembered before. */
export async function told(memory: string | undefined, more: Surroundings = {}): Promise<readonly string[]> {
  const live = memory === undefined ? bob : remembering(`health ${memory}`);
  const did = await day({ versions: [live], ...more });
  return did.split('\n').filter((line) => /^(tell|record|label|take)/.test(line));
}
