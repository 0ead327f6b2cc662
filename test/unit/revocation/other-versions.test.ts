import { describe, expect, it } from 'vitest';
import { live, next, type Row, type Version } from './next-of.ts';

describe('another version', () => {
  it.each<Row>([
    ['that holds no pair is closed', { live, old: [['due at=june'], 'broken'] }, 'relabel old: none'],
    ['that holds no pair stays, where support was asked', { live, old: [['requested at=june'], 'broken'] }, 'nothing'],
    [
      'that holds no pair stays while it is staged',
      { live, old: [['AWSPENDING', 'staged at=june'], 'broken'] },
      'nothing',
    ],
    [
      'that is staged beside one that the live one took over from was never promoted: its label goes',
      { live, old: [['AWSPREVIOUS', 'due at=just'], 'a'], gone: [['staged at=before'], 'c'] },
      'relabel gone: none',
    ],
    [
      'that is staged while a later one was replaced, and is not AWSPREVIOUS, was promoted',
      { live, old: [['due at=just'], 'a'], gone: [['staged at=before'], 'c'] },
      'relabel gone: rolled-back at=now',
    ],
    ['that could not be read stays due', { live, old: [['due at=june'], 'unread'] }, 'nothing'],
    [
      'that was live is due: somebody moved AWSCURRENT on',
      { live, old: [['live at=january live=january'], 'a'] },
      'relabel old: due at=now live=january reason=other',
    ],
    [
      'that was live as long is due',
      { live, old: [['live at=june live=june'], 'a'] },
      'relabel old: due at=now live=june reason=other',
    ],
    [
      'that is younger was rolled back from: somebody moved AWSCURRENT back',
      { live, old: [['live at=now live=now'], 'a'] },
      'relabel old: rolled-back at=now live=now',
    ],
    [
      'that is younger by its label alone was rolled back from',
      { live, old: [['live at=now'], 'a'] },
      'relabel old: rolled-back at=now',
    ],
    [
      'that was live before one that is not announced yet is due',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['live at=june live=june'], 'a'] },
      'relabel old: due at=now live=june reason=other',
    ],
    [
      'that was rolled back from is due at the next promotion',
      { live, old: [['rolled-back at=january live=january'], 'a'] },
      'relabel old: due at=now live=january',
    ],
    [
      'that was rolled back from in the second of it, too',
      { live, old: [['rolled-back at=june'], 'a'] },
      'relabel old: due at=now',
    ],
    ['that was rolled back from since stays', { live, old: [['rolled-back at=now'], 'a'] }, 'nothing'],
    [
      'that was rolled back from before a promotion that is not announced is due',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['rolled-back at=now'], 'a'] },
      'relabel old: due at=now',
    ],
    ['that was staged and given up is forgotten', { live, old: [['staged at=june'], 'a'] }, 'relabel old: none'],
    ['that was staged and is pending stays', { live, old: [['AWSPENDING', 'staged at=june'], 'a'] }, 'nothing'],
    ['that is revoked is history', { live, old: [['revoked at=june'], 'a'] }, 'relabel old: none'],
    [
      'that is revoked stays while one can go back to it',
      { live, old: [['AWSPREVIOUS', 'revoked at=june'], 'a'] },
      'nothing',
    ],
  ])('%s', (_, versions, repair) => {
    expect(next(versions)).toBe(repair);
  });
});

describe('a version that was staged and left', () => {
  it.each<Row>([
    [
      'was promoted if it is AWSPREVIOUS',
      { live, cut: [['AWSPREVIOUS', 'staged at=january'], 'a'] },
      'relabel cut: due at=now reason=other',
    ],
    [
      'was promoted if another became due since',
      { live, cut: [['staged at=january'], 'a'], old: [['due at=june'], 'c'] },
      'relabel cut: due at=now reason=other',
    ],
    [
      'was promoted if another became due in that second',
      { live, cut: [['staged at=june'], 'a'], old: [['due at=june'], 'c'] },
      'relabel cut: due at=now reason=other',
    ],
    [
      'was not if the other was due before',
      { live, cut: [['staged at=june'], 'a'], old: [['due at=january'], 'c'] },
      'relabel cut: none',
    ],
    [
      'was not if the other was requested since',
      { live, cut: [['staged at=january'], 'a'], old: [['requested at=june'], 'c'] },
      'relabel cut: none',
    ],
    [
      'was not while it is pending',
      { live, cut: [['AWSPENDING', 'AWSPREVIOUS', 'staged at=january'], 'a'] },
      'nothing',
    ],
  ])('%s', (_, versions, repair) => {
    expect(next(versions)).toBe(repair);
  });
});

describe('after a login with the live pair', () => {
  const unproven: Version = [['AWSCURRENT', 'live at=june live=june login=none'], 'b'];
  const staged: Version = [['AWSCURRENT', 'staged at=january'], 'b'];

  it.each<[what: string, versions: Readonly<Record<string, Version>>, after: string, without: string]>([
    ['a value put by hand has logged in', { live: unproven }, 'relabel live: live at=june live=june', 'nothing'],
    [
      'support is asked for what is due, for its reason',
      { live, old: [['due at=june live=january reason=leak'], 'a'] },
      'request old: requested at=now live=january reason=leak',
      'nothing',
    ],
    [
      'support is asked for what is due for none',
      { live, old: [['due at=june'], 'a'] },
      'request old: requested at=now',
      'nothing',
    ],
    [
      'a promotion that was found late was when the old pair was marked',
      { live: staged, old: [['due at=before'], 'a'] },
      'relabel live: staged at=january live=before',
      'relabel live: staged at=january live=before',
    ],
    [
      'and was not late within a minute',
      { live: staged, old: [['due at=just'], 'a'] },
      'request old: requested at=now',
      'announce live: live at=now live=now',
    ],
    [
      'nor later than a pair that became due before',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['due at=january'], 'a'] },
      'request old: requested at=now',
      'announce live: live at=now live=now',
    ],
    [
      'but in the second of it',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['due at=june'], 'a'] },
      'relabel live: staged at=june live=june',
      'relabel live: staged at=june live=june',
    ],
    [
      'and not after what is no more due',
      { live: staged, old: [['requested at=june'], 'a'] },
      'announce live: live at=now live=now',
      'announce live: live at=now live=now',
    ],
    [
      'ops is told of a promotion that has its date',
      { live: [['AWSCURRENT', 'staged at=june live=june'], 'b'], old: [['requested at=june'], 'a'] },
      'announce live: live at=now live=june',
      'announce live: live at=now live=june',
    ],
  ])('%s', (_, versions, after, without) => {
    expect([next(versions), next(versions, false)]).toEqual([after, without]);
  });
});
