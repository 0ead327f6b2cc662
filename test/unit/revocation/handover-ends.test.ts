import { describe, expect, it } from 'vitest';
import type { Versions } from '../secrets/shorthand.ts';
import { decided } from './decided.ts';
import { decidedOn, elsewhere, old, settings, spelledOut } from './held.ts';

describe('a later rotation', () => {
  const withLater = (label: string, later: string): Versions => ({
    live: [['AWSCURRENT', 'live at=now live=now'], 'c'],
    old: old(label),
    later: [[spelledOut(later)], 'b'],
  });
  it.each<[what: string, label: string, later: string, decision: string]>([
    [
      'because of a leak makes the pair that waits urgent',
      'due at=-2h for=b',
      'due at=-2m reason=leak for=c',
      'relabel: due at=-2h reason=leak for=b on old',
    ],
    [
      'because of a departure as well',
      'due at=-2h for=b',
      'due at=-2m reason=departure for=c',
      'relabel: due at=-2h reason=departure for=b on old',
    ],
    [
      'does so after its own request, too',
      'due at=-2h for=b',
      'requested at=now left=-2m reason=leak for=c',
      'relabel: due at=-2h reason=leak for=b on old',
    ],
    ['does not when it was earlier', 'due at=-2h for=b', 'requested at=-1h left=-3h reason=leak for=c', 'nothing'],
    ['does not when it was planned', 'due at=-2h for=b', 'due at=-2m for=c', 'nothing'],
    [
      'keeps a reason that is as urgent',
      'due at=-2h reason=departure for=b',
      'due at=-2m reason=leak for=c',
      'request: requested at=now left=-2h reason=departure for=b on old',
    ],
  ])('%s', (_, label, later, decision) => {
    expect(decided('a', withLater(label, later), { handover: settings })).toBe(spelledOut(decision));
  });
});

describe('a pair that is live in another credential', () => {
  it.each<[what: string, label: string, decision: string]>([
    ['is not asked about when the hours are over', 'due at=-25h for=b', 'wait: due at=-25h for=b waited=now on old'],
    ['is not asked about at the limit', 'due at=-15d for=b', 'wait: due at=-15d for=b waited=now on old'],
    [
      'is not asked about after a leak',
      'due at=-2m reason=leak for=b',
      'wait: due at=-2m reason=leak for=b waited=now on old',
    ],
    ["is nobody's concern within the hours", 'due at=-1h for=b', 'nothing'],
    [
      'is withdrawn when its request may have been sent',
      'due at=-25h for=b request=begun',
      'withdraw: due at=now for=b on old',
    ],
    [
      'is withdrawn when it was requested, and is due again',
      'requested at=-5d live=january left=-6d for=b chased=-1d',
      'withdraw: due at=now live=january for=b on old',
    ],
  ])('%s', (_, label, decision) => {
    expect(decidedOn(label, elsewhere)).toBe(spelledOut(decision));
  });
});

describe('a rollback to a pair that is due', () => {
  const back = (label: string): string =>
    decided(
      'a',
      { old: [['AWSCURRENT', spelledOut(label)], 'a'], live: [['live at=now live=now'], 'b'] },
      { handover: settings },
    );
  it.each<[what: string, label: string, decision: string]>([
    ['within the hours withdraws nothing', 'due at=-1h live=january for=b', 'relabel: live at=now live=january on old'],
    [
      'while a reader is behind withdraws nothing',
      'due at=-5d live=january for=b waited=-1d',
      'relabel: live at=now live=january on old',
    ],
    [
      'whose request has begun withdraws it',
      'due at=-25h live=january for=b request=begun',
      'withdraw: live at=now live=january on old',
    ],
    [
      'after a leak withdraws what may have been sent',
      'due at=-2m live=january reason=leak for=b',
      'withdraw: live at=now live=january on old',
    ],
  ])('%s', (_, label, decision) => {
    expect(back(label)).toBe(decision);
  });
});
