import type { ConditionExplanation } from './condition-explanation.ts';

export const askForOne = { todo: 'ask for a pair and stage it', next: ['request', 'stage'], asks: true };
export const nothing = { todo: 'nothing', next: [], asks: false };
const watchDoesIt = { todo: 'nothing, or have it looked at now', next: ['watch'], asks: false };

/** The conditions of which there is nothing to count. */
export const plainConditions = {
  'rollback-cut-off': {
    phrase: 'rollback cut off',
    means: 'A rollback has moved AWSCURRENT and was cut off before it told anybody.',
    todo: 'complete it',
    next: ['rollback'],
    asks: true,
  },
  'pair-staged': {
    phrase: 'pair staged',
    means: 'A pair waits in the intake.',
    todo: 'rotate to it',
    next: ['rotate'],
    asks: true,
  },
  rotating: {
    ...nothing,
    phrase: 'rotating',
    means: 'A rotation is under way. AWS tries a failed step again by itself.',
  },
  'waiting-for-a-pair': {
    ...askForOne,
    phrase: 'waiting for a pair',
    means: 'A rotation found the intake empty, and waits.',
  },
  'waiting-for-the-first-pair': {
    ...askForOne,
    phrase: 'waiting for the first pair',
    means: 'No pair has been live yet.',
  },
  'rotation-off': {
    phrase: 'rotation turned off',
    means: 'Somebody has turned rotation off (CancelRotateSecret).',
    todo: 'turn it on: heading RotationDisabled in docs/operating.md',
    next: [],
    asks: true,
  },
  unproven: {
    ...watchDoesIt,
    phrase: 'put by hand, no login yet',
    means: 'Somebody put the live value by hand. The next watch logs in with it.',
  },
  unsettled: {
    ...watchDoesIt,
    phrase: 'not settled yet',
    means: 'Somebody moved AWSCURRENT by hand, or a run was cut off. The next watch puts the labels right.',
  },
  fresh: { ...nothing, phrase: 'fresh', means: 'Nothing is open.' },
} as const satisfies Readonly<Record<string, ConditionExplanation>>;
