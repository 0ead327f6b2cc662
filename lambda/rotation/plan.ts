import { currentVersion, has, type SecretView } from '../secrets/secret-view.ts';
import type { RotationErrorCode } from './rotation-error.ts';

export const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
export type Step = (typeof steps)[number];

/** What one invocation should do. */
export type Plan =
  | { readonly kind: 'run' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'complete' }
  | { readonly kind: 'refuse'; readonly code: RotationErrorCode; readonly because: string };

/** Decides from the labels alone, so a repeated step always decides the same. */
export function planStep(view: SecretView, { token, step }: { token: string; step: Step }): Plan {
  if (!view.rotationEnabled) {
    return refuse('RotationDisabled', `rotation of ${view.name} is turned off; turn it on before rotating`);
  }
  if (view.stages[token] === undefined) {
    return refuse('UnknownVersion', `${token} is not a version of ${view.name}; start the rotation with RotateSecret`);
  }
  if (currentVersion(view) === token) return { kind: step === 'finishSecret' ? 'complete' : 'skip' };
  if (!has(view, token, 'AWSPENDING')) {
    return refuse('NotPending', `version ${token} of ${view.name} is not AWSPENDING; start a new rotation`);
  }
  return { kind: 'run' };
}

const refuse = (code: RotationErrorCode, because: string): Plan => ({ kind: 'refuse', code, because });
