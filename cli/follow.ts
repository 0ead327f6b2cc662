import type { Context } from './command.ts';
import { begin, type Followed, isAccepted, judge, type Look, type Memory, type Outcome, remember } from './progress.ts';
import { lookAt, type Target } from './target.ts';

const everyMs = 1_000;

/** Follows a rotation by the labels of both secrets until something came of it, for three minutes at most. */
export async function follow({ world }: Context, target: Target, followed: Followed): Promise<Outcome> {
  const { clock, terminal } = world;
  terminal.print(`Rotation ${followed.token} has started.`);
  let memory: Memory = begin(clock.now());
  let told = false;
  for (;;) {
    const look = await lookAt(target);
    const now = clock.now();
    memory = remember(memory, look, { followed, now });
    if (!told && isTaken(look, followed)) {
      terminal.print('The vendor accepts the pair; it is being tested once more and promoted.');
      told = true;
    }
    const outcome = judge(memory, look, { followed, now });
    if (outcome !== undefined) return outcome;
    await clock.sleep(everyMs);
  }
}

const isTaken = ({ credential }: Look, { token }: Followed): boolean => isAccepted(credential, token);
