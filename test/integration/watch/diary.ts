import { days } from '../../../local/clock.ts';
import type { World } from '../../../local/world.ts';

/** What people got since then: a line per mail, with the day. Support first where a notice goes to both. */
export const diary = ({ aws }: World, from = 0): readonly string[] =>
  aws.mailbox.slice(from).map(({ at, attributes }) => {
    const { notice, audience, severity } = attributes;
    return `${at.toISOString().slice(0, 10)} ${audience} ${severity} ${notice}`;
  });

/** Lets so many days pass, one by one; on each something may happen first. */
export async function pass(world: World, count: number, happens: (day: number) => unknown = () => {}): Promise<void> {
  for (let day = 1; day <= count; day += 1) {
    await happens(day);
    await world.clock.advance(days(1));
  }
}

/** Clears a rotation that waits for a pair, as `octopus stage` does after asking. */
export async function clearWaiting(world: World): Promise<void> {
  for (const [versionId, labels] of Object.entries(await world.stages())) {
    if (labels.includes('AWSPENDING') && !labels.includes('AWSCURRENT')) await world.clearPending(versionId);
  }
}

/** Labels of a secret without dates and ids. */
export async function states(world: World): Promise<readonly string[]> {
  const stages = await world.stages();
  return Object.values(stages)
    .map((labels) =>
      labels
        .map((label) => label.replace(/^octopus\/([\w-]+)\/.*/, '$1'))
        .toSorted()
        .join(' '),
    )
    .toSorted();
}

export const countLabels = async (world: World): Promise<number> => Object.values(await world.stages()).flat().length;
