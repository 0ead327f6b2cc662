import { describe, expect, it } from 'vitest';
import { decided, type Row } from './decided.ts';

describe('the live pair in two versions', () => {
  it.each<Row>([
    [
      'is as old as the older',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['live at=january live=january'], 'a'] },
      'relabel: live at=june live=january on live',
    ],
    [
      'is as old as the label of the other, where that knows no more',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['live at=january'], 'a'] },
      'relabel: live at=june live=january on live',
    ],
    [
      'has logged in where one has',
      {
        live: [['AWSCURRENT', 'live at=june live=june login=none'], 'a'],
        twin: [['live at=january live=january'], 'a'],
      },
      'relabel: live at=june live=january on live',
    ],
    [
      'has logged in where the live one has',
      {
        live: [['AWSCURRENT', 'live at=june live=june'], 'a'],
        twin: [['live at=january live=january login=none'], 'a'],
      },
      'relabel: live at=june live=january on live',
    ],
    [
      'has not logged in where none has',
      {
        live: [['AWSCURRENT', 'live at=june live=june login=none'], 'a'],
        twin: [['live at=january live=january login=none'], 'a'],
      },
      'relabel: live at=june live=january login=none on live',
    ],
    [
      'put again, has logged in no more than in the other',
      { live: [['AWSCURRENT'], 'a'], twin: [['live at=june live=june login=none'], 'a'] },
      'relabel: live at=june live=june login=none on live',
    ],
    [
      'is closed in the other, where it was live',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['live at=june live=june'], 'a'] },
      'relabel: live at=june live=june on live',
    ],
    [
      'has the request withdrawn, where it was due in the other for one that was live',
      {
        live: [['AWSCURRENT'], 'a'],
        twin: [['due at=june live=june for=c'], 'a'],
        left: [['AWSPREVIOUS', 'live at=june'], 'c'],
      },
      'withdraw: live at=now live=made on live',
    ],
    [
      'has the request withdrawn, where the other was requested since',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['requested at=june live=june'], 'a'] },
      'withdraw: live at=now live=june on live',
    ],
    [
      'has no request withdrawn a second time, where the other was requested before it was live',
      { live: [['AWSCURRENT', 'live at=now live=june'], 'a'], twin: [['requested at=june live=june'], 'a'] },
      'relabel: live at=now live=june on live',
    ],
    [
      'is closed in the other, where it was promoted and not announced',
      {
        live: [['AWSCURRENT', 'live at=june live=june'], 'a'],
        twin: [['AWSPREVIOUS', 'staged at=june live=june'], 'a'],
      },
      'relabel: live at=june live=june on live',
    ],
    [
      'may be staged again',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['AWSPENDING', 'staged at=june'], 'a'] },
      'nothing',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('a', versions, { liveIsProven: false })).toBe(decision);
  });
});
