import { readAgain } from '../runtime/read-again.ts';
import { createSecret } from './create-secret.ts';
import { completeSecret, finishSecret } from './finish-secret.ts';
import { planStep } from './plan.ts';
import type { Rotation, StepVerdict } from './rotation.ts';
import { RotationError } from './rotation-error.ts';
import type { RotationEvent } from './rotation-event.ts';
import { testSecret } from './test-secret.ts';

/** Does one step of a rotation, as far as the labels say that there is something to do. */
export async function runStep(
  { step, token }: Pick<RotationEvent, 'step' | 'token'>,
  rotation: Rotation,
): Promise<StepVerdict> {
  // Nothing to set and nothing to ask: the vendor issued the pair in force.
  if (step === 'setSecret') return 'NothingToSet';
  const isKnown = (seen: { stages: Readonly<Record<string, unknown>> }) => seen.stages[token] !== undefined;
  const view = await readAgain(rotation.credential.describe, isKnown, rotation.clock);
  const plan = planStep(view, { token, step });
  switch (plan.kind) {
    case 'refuse':
      throw new RotationError(plan.code, plan.because);
    case 'skip':
      return 'AlreadyCurrent';
    case 'complete':
      return await completeSecret(rotation, view);
    case 'run':
      return await run[step](rotation, view);
  }
}

const run = { createSecret, testSecret, finishSecret } as const;
