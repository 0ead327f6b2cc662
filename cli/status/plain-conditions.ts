import type { ConditionExplanation } from './condition-explanation.ts';

export const askForOne = { todo: 'ask for a pair and stage it', next: ['request', 'stage'], needsPerson: true };
export const nothing = { todo: 'nothing', next: [], needsPerson: false };
const watchDoesIt = { todo: 'nothing; to check it now, run the watch', next: ['watch'], needsPerson: false };

/** The conditions without a number in their words. */
export const plainConditions = {
  'rollback-cut-off': {
    phrase: 'rollback cut off',
    means: 'A rollback moved AWSCURRENT and was cut off before it notified anybody.',
    todo: 'complete the rollback',
    next: ['rollback'],
    needsPerson: true,
  },
  'pair-staged': {
    phrase: 'pair staged',
    means: 'A pair waits in the intake.',
    todo: 'rotate to the staged pair',
    next: ['rotate'],
    needsPerson: true,
  },
  rotating: {
    ...nothing,
    phrase: 'rotating',
    means: 'A rotation is under way. AWS retries a failed step by itself.',
  },
  'waiting-for-a-pair': {
    ...askForOne,
    phrase: 'waiting for a pair',
    means: 'A rotation found the intake empty and waits for a pair.',
  },
  'waiting-for-the-first-pair': {
    ...askForOne,
    phrase: 'waiting for the first pair',
    means: 'No pair has been live yet.',
  },
  'rotation-off': {
    phrase: 'rotation turned off',
    means: 'Somebody has turned rotation off (CancelRotateSecret).',
    todo: 'turn it on: see RotationDisabled in docs/operating.md',
    next: [],
    needsPerson: true,
  },
  unproven: {
    ...watchDoesIt,
    phrase: 'written manually, no login yet',
    means: 'Somebody wrote the live value manually. The next watch logs in with it.',
  },
  unreconciled: {
    ...watchDoesIt,
    phrase: 'not reconciled yet',
    means: 'Somebody moved AWSCURRENT manually, or a run was cut off. The next watch corrects the labels.',
  },
  fresh: { ...nothing, phrase: 'fresh', means: 'Nothing is open.' },
} as const satisfies Readonly<Record<string, ConditionExplanation>>;
