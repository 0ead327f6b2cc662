import { AwsCallFailed } from '../../lambda/runtime/aws-call.ts';
import type { SecretViews } from '../aws/secret-views.ts';
import { readViews, type Target } from '../aws/target.ts';
import type { Context } from '../world/context.ts';
import { describeContinuing } from './report-outcome.ts';
import {
  advance,
  beginProgress,
  type Followed,
  isAccepted,
  type Outcome,
  outcomeOf,
  type Progress,
} from './rotation-progress.ts';

const everyMs = 1_000;

/** Follows a rotation by the labels of both secrets until it has an outcome, for three minutes at most. */
export async function followRotation(context: Context, target: Target, followed: Followed): Promise<Outcome> {
  const { terminal } = context.world;
  terminal.print(`Rotation ${followed.token} has started.`);
  const { promise: interrupted, resolve } = Promise.withResolvers<undefined>();
  const stopListening = terminal.onInterrupt(() => resolve(undefined));
  try {
    return await followUntilDone(context, { target, followed, interrupted });
  } catch (error) {
    if (error instanceof AwsCallFailed) for (const line of describeContinuing(target.origin)) terminal.warn(line);
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
  let progress: Progress = beginProgress(clock.now());
  let isAcceptancePrinted = false;
  for (;;) {
    const views = await Promise.race([interrupted, readViews(target)]);
    if (views === undefined) return { kind: 'interrupted' };
    const now = clock.now();
    progress = advance(progress, views, { followed, now });
    if (!isAcceptancePrinted && isTaken(views, followed)) {
      terminal.print('The vendor accepts the pair; it is being tested once more and promoted.');
      isAcceptancePrinted = true;
    }
    const outcome = outcomeOf(progress, views, { followed, now });
    if (outcome !== undefined) return outcome;
    await Promise.race([interrupted, clock.sleep(everyMs)]);
  }
}

const isTaken = ({ credential }: SecretViews, { token }: Followed): boolean => isAccepted(credential, token);
