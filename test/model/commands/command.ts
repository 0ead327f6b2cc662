import type { AsyncCommand } from 'fast-check';
import { invariants } from '../invariants/after-each-step.ts';
import { look, type Rehearsal } from '../rehearsal.ts';
import { statesOf } from '../states-of.ts';

/** One thing that happens. */
export interface Happening {
  /** As a counterexample shows it. */
  readonly name: string;
  /** Whether a person moves AWSCURRENT with it. */
  readonly movesByHand?: boolean;
  /** Whether a mail may come once more because of it: a run is cut off, repeated or told of an old state. */
  readonly disturbs?: boolean;
  /** Whether two things happen at once: what a mail said can be overtaken before anybody looks. */
  readonly isConcurrent?: boolean;
  readonly happens: (rehearsal: Rehearsal) => Promise<unknown>;
}

/** The model keeps nothing of its own: what was seen is in the rehearsal, and every command may come at any time. */
export type Model = Readonly<Record<string, never>>;

/** Lets something happen, and holds every invariant against what can be seen of it. */
export function command(happening: Happening): AsyncCommand<Model, Rehearsal> {
  return {
    check: () => true,
    async run(_, rehearsal) {
      await happening.happens(rehearsal);
      if (happening.disturbs) rehearsal.disturbances += 1;
      await judge(rehearsal, happening);
    },
    toString: () => happening.name,
  };
}

type Circumstances = Pick<Happening, 'movesByHand' | 'isConcurrent'>;

export async function judge(
  rehearsal: Rehearsal,
  { movesByHand = false, isConcurrent = false }: Circumstances = {},
): Promise<void> {
  const before = rehearsal.sight;
  const now = await look(rehearsal);
  for (const invariant of invariants) invariant({ rehearsal, before, now, movedByHand: movesByHand, isConcurrent });
  if (now.live !== undefined) rehearsal.lastLive.set(now.live, now.mails);
  for (const versionId of Object.keys(now.stages)) {
    if (statesOf(now.stages, versionId).some(({ state }) => state !== 'staged')) rehearsal.stated.add(versionId);
  }
  rehearsal.sight = now;
}

/** Does something that AWS may refuse: a second rotation, a label that is elsewhere. */
export async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error && '$metadata' in error) || error.name === 'NotModelled') throw error;
  }
}
