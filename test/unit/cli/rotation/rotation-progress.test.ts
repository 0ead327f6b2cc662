import { describe, expect, it } from 'vitest';
import type { SecretViews } from '../../../../cli/aws/secret-views.ts';
import { advance, beginProgress, type Outcome, outcomeOf } from '../../../../cli/rotation/rotation-progress.ts';
import { holdsPair } from '../../../../lambda/intake/intake.ts';
import { aLabel } from '../../../support/a-label.ts';

type Stages = Readonly<Record<string, readonly string[]>>;

const at = '2026-11-24T10:00:00Z';
const state = (name: string, version = 'new') => aLabel(`${name} at=${at}`, version);
const verdict = (name: string, token = 'new') => `octopus/verdict=${name}/token=${token}`;
const view = (stages: Stages) => ({ arn: 'arn', name: 'name', rotationEnabled: true, stages });
const look = (credential: Stages, intake: Stages): SecretViews => ({
  credential: view(credential),
  intake: view(intake),
});

const own = { versionId: 'mine', before: ['deployed', 'earlier'] };
const pending = { old: ['AWSCURRENT'], new: ['AWSPENDING'] };
const accepted = { old: ['AWSCURRENT'], new: ['AWSPENDING', state('staged')] };
const promoted = { old: ['AWSPREVIOUS'], new: ['AWSCURRENT', state('live')] };
const mine = { deployed: ['AWSPREVIOUS'], mine: ['AWSCURRENT'] };
const emptied = { box: ['octopus/empty', 'AWSCURRENT'], mine: ['AWSPREVIOUS'] };

/** Looks at the labels at these seconds; the first outcome counts. */
function watch(looks: readonly (readonly [second: number, look: SecretViews])[], followed = { token: 'new', own }) {
  let progress = beginProgress(new Date(0));
  for (const [second, seen] of looks) {
    const now = new Date(second * 1000);
    progress = advance(progress, seen, { followed, now });
    const outcome = outcomeOf(progress, seen, { followed, now });
    if (outcome !== undefined) return outcome;
  }
  return undefined;
}

const refused = (name: string, during = 'createSecret') => ({ kind: 'refused', verdict: name, during }) as Outcome;

describe('following our own version of the intake', () => {
  it.each<[string, readonly (readonly [number, SecretViews])[], Outcome | undefined]>([
    ['waits while nothing came of it', [[0, look(pending, mine)]], undefined],
    ['waits while the pair is accepted and not promoted', [[0, look(accepted, mine)]], undefined],
    ['knows a promotion', [[0, look(promoted, emptied)]], { kind: 'promoted' }],
    [
      'waits after the move until the version is settled',
      [[0, look({ old: ['AWSPREVIOUS'], new: ['AWSCURRENT', 'AWSPENDING', state('staged')] }, mine)]],
      undefined,
    ],
    [
      'does not wait for AWSPENDING, which may stay on the live version',
      [[0, look({ old: ['AWSPREVIOUS'], new: ['AWSCURRENT', 'AWSPENDING', state('live')] }, mine)]],
      { kind: 'promoted' },
    ],
    [
      'knows a promotion that was followed by another one',
      [[0, look({ new: ['AWSPREVIOUS', state('requested')], next: ['AWSCURRENT'] }, emptied)]],
      { kind: 'promoted' },
    ],
    [
      'knows a promotion although somebody staged another pair after ours was taken',
      [
        [0, look(accepted, mine)],
        [1, look(promoted, { theirs: ['AWSCURRENT'], mine: ['AWSPREVIOUS'] })],
      ],
      { kind: 'promoted' },
    ],
    [
      'knows a verdict on our version',
      [[0, look(pending, { ...mine, mine: ['AWSCURRENT', verdict('Rejected')] })]],
      refused('Rejected'),
    ],
    [
      'knows a verdict of testSecret by the accepted pair',
      [[0, look(accepted, { ...mine, mine: ['AWSCURRENT', verdict('Rejected')] })]],
      refused('Rejected', 'testSecret'),
    ],
    [
      'does not take the verdict of another rotation',
      [[0, look(pending, { ...mine, mine: ['AWSCURRENT', verdict('Rejected', 'earlier-rotation')] })]],
      undefined,
    ],
    [
      'knows AlreadyLive, whose label is on the version of the empty mailbox',
      [[0, look(pending, { ...emptied, box: ['octopus/empty', 'AWSCURRENT', verdict('AlreadyLive')] })]],
      refused('AlreadyLive'),
    ],
    [
      'knows AlreadyLive of a pair that somebody else staged after ours',
      [[0, look(pending, { box: ['octopus/empty', 'AWSCURRENT', verdict('AlreadyLive')], theirs: ['AWSPREVIOUS'] })]],
      { kind: 'overwritten' },
    ],
    [
      'knows that the mailbox was read behind our put',
      [[0, look(pending, { box: ['octopus/empty', 'AWSPREVIOUS', verdict('NothingStaged')], mine: ['AWSCURRENT'] })]],
      refused('NothingStaged'),
    ],
    [
      'knows that somebody else staged a pair after ours',
      [[0, look(pending, { theirs: ['AWSCURRENT'], mine: ['AWSPREVIOUS'] })]],
      { kind: 'overwritten' },
    ],
    [
      'knows a verdict on a pair that somebody else staged after ours',
      [[0, look(pending, { theirs: ['AWSCURRENT', verdict('Rejected')], mine: ['AWSPREVIOUS'] })]],
      { kind: 'overwritten' },
    ],
    [
      'takes a version that was there before ours for a read that lags',
      [[0, look(pending, { earlier: ['AWSCURRENT'] })]],
      undefined,
    ],
    [
      'does not claim a promotion of a pair that was not seen being ours',
      [
        [0, look(promoted, { box: ['octopus/empty', 'AWSCURRENT'], theirs: ['AWSPREVIOUS'] })],
        [10, look(promoted, { box: ['octopus/empty', 'AWSCURRENT'], theirs: ['AWSPREVIOUS'] })],
      ],
      { kind: 'overwritten' },
    ],
    ['does not give up on a version that is not to be seen yet', [[0, look({ old: ['AWSCURRENT'] }, mine)]], undefined],
    [
      'knows a rotation that was given up',
      [
        [0, look(pending, mine)],
        [5, look({ old: ['AWSCURRENT'] }, mine)],
        [15, look({ old: ['AWSCURRENT'] }, mine)],
      ],
      { kind: 'abandoned' },
    ],
    [
      'does not take one late read for an abandoned rotation',
      [
        [0, look(pending, mine)],
        [5, look({ old: ['AWSCURRENT'] }, mine)],
        [6, look(pending, mine)],
        [15, look({ old: ['AWSCURRENT'] }, mine)],
      ],
      undefined,
    ],
    [
      'stops after three minutes',
      [
        [0, look(pending, mine)],
        [180, look(pending, mine)],
      ],
      { kind: 'unfinished' },
    ],
  ])('%s', (_, looks, outcome) => {
    expect(watch(looks)).toStrictEqual(outcome);
  });
});

describe('following a rotation for which we staged nothing', () => {
  const followed = { token: 'new', own: undefined };
  it.each<[string, SecretViews, Outcome | undefined]>([
    ['knows a promotion, whoever staged the pair', look(promoted, emptied), { kind: 'promoted' }],
    [
      'knows NothingStaged',
      look(pending, { deployed: ['AWSCURRENT', verdict('NothingStaged')] }),
      refused('NothingStaged'),
    ],
    [
      'knows a verdict on whatever is staged',
      look(pending, { ...mine, mine: ['AWSCURRENT', verdict('EgressBlocked')] }),
      refused('EgressBlocked'),
    ],
    ['waits', look(pending, mine), undefined],
  ])('%s', (_, seen, outcome) => {
    expect(watch([[0, seen]], followed as never)).toStrictEqual(outcome);
  });
});

describe('holdsPair', () => {
  it.each<[string, Stages, boolean]>([
    ['as deployed', { deployed: ['AWSCURRENT'] }, false],
    ['a first pair', mine, true],
    ['emptied', emptied, false],
    ['a pair after it was emptied', { box: ['octopus/empty', 'AWSPREVIOUS'], mine: ['AWSCURRENT'] }, true],
  ])('%s', (_, stages, expected) => {
    expect(holdsPair(view(stages))).toBe(expected);
  });
});
