import { describe, expect, it } from 'vitest';
import type { Version, Versions } from '../secrets/shorthand.ts';
import { decided, live, type Row } from './decided.ts';

describe('a login with the live pair', () => {
  const unproven: Version = [['AWSCURRENT', 'live at=june live=june login=none'], 'b'];
  it.each<[what: string, versions: Versions, after: string, without: string]>([
    [
      'is the first of a value that somebody put',
      { live: unproven },
      'relabel: live at=june live=june on live',
      'nothing',
    ],
    [
      'is the first of a value that somebody put without a label',
      { live: [['AWSCURRENT'], 'b'] },
      'relabel: live at=now live=made on live',
      'relabel: live at=now live=made login=none on live',
    ],
    ['changes nothing of a pair that has logged in', { live }, 'nothing', 'nothing'],
  ])('%s', (_, versions, after, without) => {
    expect([decided('b', versions), decided('b', versions, { liveIsProven: false })]).toEqual([after, without]);
  });
});

describe('a promotion is announced', () => {
  const staged: Version = [['AWSCURRENT', 'staged at=january'], 'b'];
  it.each<Row>([
    [
      'with the day on which it is found, where nothing else is known',
      { live: staged },
      'announce: live at=now live=now on live',
    ],
    [
      'with the day on which the old pair was marked',
      { live: staged, old: [['due at=before for=b'], 'a'] },
      'announce: live at=now live=before on live',
    ],
    [
      'and be it a second ago',
      { live: staged, old: [['due at=just for=b'], 'a'] },
      'announce: live at=now live=just on live',
    ],
    [
      'with the last of the days on which a pair was marked for it',
      { live: staged, older: [['due at=june for=b'], 'c'], old: [['due at=before for=b'], 'a'] },
      'announce: live at=now live=before on live',
    ],
    [
      'not with the day on which a pair was marked for another',
      { live: staged, old: [['due at=before for=c'], 'a'] },
      'announce: live at=now live=now on live',
    ],
    [
      'not with a day before it was staged',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['due at=january for=b'], 'a'] },
      'announce: live at=now live=now on live',
    ],
    [
      'with that second, if it was staged in it',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['due at=june for=b'], 'a'] },
      'announce: live at=now live=june on live',
    ],
    [
      'with the day on which the old pair was left, once support was asked',
      { live: staged, old: [['requested at=now left=before for=b'], 'a'] },
      'announce: live at=now live=before on live',
    ],
    [
      'with the day of the request, where that does not know when the pair was left',
      { live: staged, old: [['requested at=june for=b'], 'a'] },
      'announce: live at=now live=june on live',
    ],
    [
      'with the day that its label has',
      {
        live: [['AWSCURRENT', 'staged at=june live=june'], 'b'],
        old: [['requested at=before left=before for=b'], 'a'],
      },
      'announce: live at=now live=june on live',
    ],
    [
      'of a pair that was rolled back from, with the day on which it first went live',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], twin: [['rolled-back at=june live=early'], 'b'] },
      'announce: live at=now live=early on live',
    ],
    [
      'of a pair that was revoked',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], twin: [['revoked at=june live=early'], 'b'] },
      'announce: live at=now live=early on live',
    ],
    [
      'after the withdrawal of a request to revoke that pair',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], twin: [['requested at=june live=early'], 'b'] },
      'withdraw: staged at=june live=early on live',
    ],
    [
      'after the withdrawal of what may have been requested',
      {
        live: [['AWSCURRENT', 'staged at=june'], 'b'],
        twin: [['due at=june live=early for=a'], 'b'],
        left: [['AWSPREVIOUS', 'live at=june'], 'a'],
      },
      'withdraw: staged at=june live=early on live',
    ],
    [
      'not again where a crash left its next label beside it',
      { live: [['AWSCURRENT', 'staged at=june', 'live at=before live=june'], 'b'] },
      'relabel: live at=before live=june on live',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('b', versions)).toBe(decision);
    expect(decided('b', versions, { liveIsProven: false })).toBe(decision);
  });
});
