import { describe, expect, it } from 'vitest';
import { planStep, steps } from '../../../lambda/rotation/plan.ts';

const token = 'token-of-this-rotation';
const view = (stages: Record<string, string[]>, rotationEnabled = true) => ({
  arn: 'arn',
  name: 'octopus-cards/sandbox/api',
  rotationEnabled,
  stages,
});
const pending = view({ old: ['AWSCURRENT'], [token]: ['AWSPENDING'] });

describe.each(steps)('%s', (step) => {
  it('runs while its version is pending', () => expect(planStep(pending, { token, step })).toEqual({ kind: 'run' }));

  it.each([
    ['RotationDisabled', view(pending.stages, false)],
    ['UnknownVersion', view({ old: ['AWSCURRENT'] })],
    ['NotPending', view({ old: ['AWSCURRENT'], [token]: ['AWSPREVIOUS'] })],
  ])('is refused as %s', (code, seen) => {
    expect(planStep(seen, { token, step })).toMatchObject({ kind: 'refuse', code });
  });

  it('does nothing twice once its version is current, but for what finishSecret left open', () => {
    const current = view({ [token]: ['AWSCURRENT', 'AWSPENDING'] });
    expect(planStep(current, { token, step }).kind).toBe(step === 'finishSecret' ? 'complete' : 'skip');
  });
});
