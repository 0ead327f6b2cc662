import { describe, expect, it } from 'vitest';
import { readAs, type Versions } from '../secrets/shorthand.ts';
import { decided, live, type Row } from './decided.ts';

describe('another pair', () => {
  it.each<Row>([
    [
      'that was live is due: somebody moved AWSCURRENT on',
      { live, old: [['live at=january live=january'], 'a'] },
      'relabel: due at=now live=january reason=other for=b on old',
    ],
    [
      'that went live in the same second is due',
      { live, old: [['live at=june live=june'], 'a'] },
      'relabel: due at=now live=june reason=other for=b on old',
    ],
    [
      'that went live later was rolled back from: somebody moved AWSCURRENT back',
      { live, old: [['live at=now live=now'], 'a'] },
      'relabel: rolled-back at=now live=now for=b on old',
    ],
    [
      'that went live later by its label alone was rolled back from',
      { live, old: [['live at=now'], 'a'] },
      'relabel: rolled-back at=now for=b on old',
    ],
    [
      'that was live before one that is not announced yet is due',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['live at=june live=june'], 'a'] },
      'relabel: due at=now live=june reason=other for=b on old',
    ],
    [
      'that somebody put, and that carries no label as AWSPREVIOUS, is due',
      { live, old: [['AWSPREVIOUS'], 'a'] },
      'relabel: due at=now live=made reason=other for=b login=none on old',
    ],
    [
      'that somebody put after the live one went live was rolled back from',
      { live: [['AWSCURRENT', 'live at=june live=early'], 'b'], old: [['AWSPREVIOUS'], 'a'] },
      'relabel: rolled-back at=now live=made for=b login=none on old',
    ],
    ['that somebody put, and that is no pair, is no case', { live, old: [['AWSPREVIOUS'], 'broken'] }, 'no case'],
    [
      'that somebody put, and that is neither AWSCURRENT nor AWSPREVIOUS, is no case',
      { live, old: [['mark'], 'a'] },
      'no case',
    ],
    ['that support was asked for stays', { live, old: [['requested at=june'], 'a'] }, 'nothing'],
    [
      'that support was asked for stays while it is AWSPREVIOUS',
      { live, old: [['AWSPREVIOUS', 'requested at=june'], 'a'] },
      'nothing',
    ],
    ['that was staged and given up is forgotten', { live, old: [['staged at=june'], 'a'] }, 'relabel: none'],
    ['that was staged and is pending is no case', { live, old: [['AWSPENDING', 'staged at=june'], 'a'] }, 'no case'],
    ['that is revoked is history', { live, old: [['revoked at=june'], 'a'] }, 'relabel: none'],
    [
      'that is revoked stays while one can go back to it',
      { live, old: [['AWSPREVIOUS', 'revoked at=june'], 'a'] },
      'nothing',
    ],
    [
      'has one label where a crash left two',
      { live, old: [['live at=january', 'requested at=june'], 'a'] },
      'relabel: requested at=june live=january on old',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('a', versions)).toBe(decision);
  });

  it('without a live one stays as it is', () => {
    for (const label of ['live at=june', 'due at=june', 'requested at=june', 'rolled-back at=june for=b']) {
      expect(decided('a', { old: [[label], 'a'] })).toBe('nothing');
      expect(decided('a', { live: [['AWSCURRENT'], 'broken'], old: [[label], 'a'] })).toBe('nothing');
      expect(decided('a', { live: [['AWSCURRENT'], 'broken'], old: [['AWSPREVIOUS', label], 'a'] })).toBe('nothing');
    }
    expect(decided('a', { live: [['AWSCURRENT'], 'broken'], old: [['AWSPREVIOUS'], 'a'] })).toBe('nothing');
  });

  it('is known by its label: its value is not read to decide', () => {
    const versions: Versions = { live, old: [['live at=january live=january'], 'a'] };
    expect(decided('a', versions)).toBe('relabel: due at=now live=january reason=other for=b on old');
    // Where another run of the same process has read it, it counts.
    expect(decided('a', versions, { read: { old: readAs('broken') } })).toBe('no case');
    expect(decided('c', versions, { read: { old: readAs('c') } })).toBe(
      'relabel: due at=now live=january reason=other for=b on old',
    );
  });
});

describe('a pair that was rolled back from', () => {
  it.each<Row>([
    [
      'is due once another pair is live than the one that somebody went back to, and for no reason',
      { live, old: [['rolled-back at=january live=january for=c'], 'a'] },
      'relabel: due at=now live=january for=b on old',
    ],
    [
      'is due then, however young its label',
      { live, old: [['rolled-back at=now live=january for=c'], 'a'] },
      'relabel: due at=now live=january for=b on old',
    ],
    [
      'is due where neither is known',
      { live, old: [['rolled-back at=june'], 'a'] },
      'relabel: due at=now for=b on old',
    ],
    [
      'is due for its reason',
      { live, old: [['rolled-back at=june reason=leak'], 'a'] },
      'relabel: due at=now reason=leak for=b on old',
    ],
    [
      'stays while the pair is live that somebody went back to',
      { live, old: [['rolled-back at=january live=january for=b'], 'a'] },
      'nothing',
    ],
    [
      'stays while a pair is live that went live before it: somebody went further back',
      { live, old: [['rolled-back at=now live=now for=c'], 'a'] },
      'nothing',
    ],
    [
      'is due while a promotion is not announced',
      { live: [['AWSCURRENT', 'staged at=june'], 'b'], old: [['rolled-back at=now live=june for=c'], 'a'] },
      'relabel: due at=now live=june for=b on old',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('a', versions)).toBe(decision);
  });
});

describe('a pair that is due', () => {
  it.each<[what: string, versions: Versions, after: string]>([
    [
      'for its reason, with the days on which it went live and was left',
      { live, old: [['due at=june live=january reason=leak for=b'], 'a'] },
      'request: requested at=now live=january left=june reason=leak for=b on old',
    ],
    ['for no reason', { live, old: [['due at=june'], 'a'] }, 'request: requested at=now left=june on old'],
    [
      'while it is AWSPREVIOUS',
      { live, old: [['AWSPREVIOUS', 'due at=june'], 'a'] },
      'request: requested at=now left=june on old',
    ],
    [
      'while the promotion is not announced',
      { live: [['AWSCURRENT', 'staged at=january'], 'b'], old: [['due at=before for=b'], 'a'] },
      'request: requested at=now left=before for=b on old',
    ],
  ])('is requested once the live pair has just logged in: %s', (_, versions, after) => {
    expect(decided('a', versions)).toBe(after);
    expect(decided('a', versions, { liveIsProven: false })).toBe('nothing');
  });

  it('is not requested while no pair is live', () => {
    expect(decided('a', { old: [['due at=june'], 'a'] })).toBe('nothing');
  });
});
