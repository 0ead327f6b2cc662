import type { ClearPair } from '../../../local/people.ts';
import type { World } from '../../../local/world.ts';

/** Pairs that everybody can see are false; searched for in everything that is written. */
export const firstPair: ClearPair = { apiKey: 'test-key-alice-0001', apiSecret: 'secret-of-alice-0001' };
export const secondPair: ClearPair = { apiKey: 'test-key-alice-0002', apiSecret: 'secret-of-alice-0002' };
export const thirdPair: ClearPair = { apiKey: 'test-key-alice-0003', apiSecret: 'secret-of-alice-0003' };
export const fourthPair: ClearPair = { apiKey: 'test-key-alice-0004', apiSecret: 'secret-of-alice-0004' };
export const clientId = 42;

/** The vendor knows the account and has issued these pairs. */
export function issue(world: World, ...pairs: readonly ClearPair[]): void {
  world.octopus.addAccount({ clientId });
  for (const pair of pairs) world.octopus.issuePair(clientId, pair);
}

/** A world in which the first pair is live. */
export async function withFirstPair(world: World): Promise<World> {
  issue(world, firstPair, secondPair, thirdPair, fourthPair);
  await world.stage(firstPair);
  await world.rotate();
  return world;
}

/** The notices that were mailed, `kind>audience`, in order. */
export const mailed = ({ aws }: World, from = 0): readonly string[] =>
  aws.mailbox.slice(from).map(({ attributes }) => `${attributes.notice}>${attributes.audience}`);

/** AWS's labels and our states, version by version, without what differs from run to run. */
export async function arrangement(world: World, secretId?: string): Promise<readonly string[]> {
  const stages = await world.stages(secretId);
  return Object.values(stages)
    .map((labels) => labels.map(shorten).toSorted().join(' '))
    .toSorted();
}

const shorten = (label: string): string => label.replace(/^octopus\/([\w-]+)\/at=.*/, '$1').replace(/\/token=.*/, '');

/** The last failed step's verdict, as the log has it. */
export function lastVerdict({ log }: World): string {
  const line: unknown = JSON.parse(log.at(-1) ?? '{}');
  return typeof line === 'object' && line !== null && 'verdict' in line ? String(line.verdict) : '';
}
