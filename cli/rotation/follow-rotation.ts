import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { readViews, type Target } from '../aws/target.ts';
import type { Context } from '../world/context.ts';
import { describeGoingOn } from './report-outcome.ts';
import { begin, type Followed, isAccepted, judge, type Memory, type Outcome, remember } from './rotation-progress.ts';

const everyMs = 1_000;

/** Follows a rotation by the labels of both secrets until something came of it, for three minutes at most. */
export async function follow(context: Context, target: Target, followed: Followed): Promise<Outcome> {
  const { terminal } = context.world;
  terminal.print(`Rotation ${followed.token} has started.`);
  const { promise: interrupted, resolve } = Promise.withResolvers<undefined>();
  const stopListening = terminal.onInterrupt(() => resolve(undefined));
  try {
    return await followUntilDone(context, { target, followed, interrupted });
  } catch (error) {
    if (error instanceof AwsCallFailed) for (const line of describeGoingOn(target.origin)) terminal.warn(line);
    throw error;
  } finally {
    stopListening();
  }
}

interface Following {
  readonly target: Target;
  readonly followed: Followed;
  readonly interrupted: Promise<undefined>;
}

async function followUntilDone({ world }: Context, { target, followed, interrupted }: Following): Promise<Outcome> {
  const { clock, terminal } = world;
  let memory: Memory = begin(clock.now());
  let told = false;
  for (;;) {
    const views = await Promise.race([interrupted, readViews(target)]);
    if (views === undefined) return { kind: 'interrupted' };
    const now = clock.now();
    memory = remember(memory, views, { followed, now });
    if (!told && isTaken(views, followed)) {
      terminal.print('The vendor accepts the pair; it is being tested once more and promoted.');
      told = true;
    }
    const outcome = judge(memory, views, { followed, now });
    if (outcome !== undefined) return outcome;
    await Promise.race([interrupted, clock.sleep(everyMs)]);
  }
}

const isTaken = ({ credential }: SecretViews, { token }: Followed): boolean => isAccepted(credential, token);
