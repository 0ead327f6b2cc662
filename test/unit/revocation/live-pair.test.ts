import { describe, expect, it } from 'vitest';
import type { Version } from '../secrets/shorthand.ts';
import { decided, live, type Row } from './decided.ts';

describe('the live pair', () => {
  it.each<Row>([
    ['is all there is while nothing is open', { live }, 'nothing'],
    ['without a label was put manually', { live: [['AWSCURRENT'], 'b'] }, 'relabel: live at=now live=made on live'],
    [
      'without a label is as old as its pair in another version',
      { live: [['AWSCURRENT'], 'b'], twin: [['live at=june live=early'], 'b'] },
      'relabel: live at=june live=early on live',
    ],
    [
      'is as old as its value, whenever it was staged in another version',
      { live: [['AWSCURRENT'], 'b'], twin: [['staged at=early'], 'b'] },
      'relabel: live at=now live=made on live',
    ],
    [
      'without a label is older than a label of its pair in another version says',
      { live: [['AWSCURRENT'], 'b'], twin: [['revoked at=june live=june'], 'b'] },
      'relabel: live at=now live=made on live',
    ],
    [
      'with a label of its own is not as old as its value',
      { live: [['AWSCURRENT', 'revoked at=june live=january'], 'b'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'that was rolled back from is live again',
      { live: [['AWSCURRENT', 'rolled-back at=june'], 'b'] },
      'relabel: live at=now live=made on live',
    ],
    [
      'that support was asked to revoke has the request withdrawn, whatever the reason of the request',
      { live: [['AWSCURRENT', 'requested at=june live=january reason=leak'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'that support was asked to revoke has the request withdrawn in whichever version somebody put it again',
      { live: [['AWSCURRENT'], 'b'], twin: [['requested at=june live=early'], 'b'] },
      'withdraw: live at=now live=early on live',
    ],
    [
      'that somebody put again is as old as the label of the other version, where that knows no more',
      { live: [['AWSCURRENT'], 'b'], twin: [['requested at=early'], 'b'] },
      'withdraw: live at=now live=early on live',
    ],
    [
      'that was due for a pair that never went live is live, and nobody was asked',
      { live: [['AWSCURRENT', 'due at=june live=january reason=leak for=c'], 'b'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'that was due, and nobody knows for which pair, has a request withdrawn that may have been sent',
      { live: [['AWSCURRENT', 'due at=june live=january reason=leak'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'that was due when a rollback went back to it has a request withdrawn',
      {
        live: [['AWSCURRENT', 'due at=june live=january for=a'], 'b'],
        left: [['AWSPREVIOUS', 'rolled-back at=june for=b'], 'a'],
      },
      'withdraw: live at=now live=january on live',
    ],
    [
      'that was due when a rollback went back to it waits for no rotation',
      {
        live: [['AWSCURRENT', 'due at=june live=january for=a'], 'b'],
        left: [['AWSPREVIOUS', 'rolled-back at=june for=b'], 'a'],
        next: [['AWSPENDING', 'staged at=january'], 'c'],
      },
      'withdraw: live at=now live=january on live',
    ],
    [
      'that became due after a rollback, for a rotation that was given up, is live, and nobody was asked',
      {
        live: [['AWSCURRENT', 'due at=june live=january for=c'], 'b'],
        left: [['AWSPREVIOUS', 'rolled-back at=january for=b'], 'a'],
        gone: [['staged at=january'], 'c'],
      },
      'relabel: live at=now live=january on live',
    ],
    ['whose value is no pair is no case', { live: [['AWSCURRENT', 'live at=june pair=b'], 'broken'] }, 'no case'],
    ['whose value could not be read, without a label, is no case', { live: [['AWSCURRENT'], 'unread'] }, 'no case'],
    [
      'is in one version where a crash left two labels on it',
      { live: [['AWSCURRENT', 'requested at=january', 'live at=june live=january'], 'b'] },
      'relabel: live at=june live=january on live',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('b', versions, { liveIsProven: true })).toBe(decision);
  });
});

describe('the live pair that is due', () => {
  const due: Version = [['AWSCURRENT', 'due at=june live=january for=b'], 'a'];
  it.each<Row>([
    ['waits for the move of what was staged before', { next: [['AWSPENDING', 'staged at=january'], 'b'] }, 'nothing'],
    ['and of what was staged in that second', { next: [['AWSPENDING', 'staged at=june'], 'b'] }, 'nothing'],
    [
      'beside an older pair, too',
      { next: [['AWSPENDING', 'staged at=january'], 'b'], older: [['requested at=january'], 'c'] },
      'nothing',
    ],
    [
      'does not wait for what was staged later',
      { next: [['AWSPENDING', 'staged at=now'], 'b'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'nor for another pair than it was marked for',
      { next: [['AWSPENDING', 'staged at=january'], 'c'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'nor for what is not pending',
      { next: [['staged at=january'], 'b'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'nor for what is pending and not staged: that was live, and a request can have been mailed',
      { next: [['AWSPENDING', 'revoked at=just'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'came back from one that was live',
      { left: [['live at=june'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'came back from one that was live, beside an older pair',
      { left: [['live at=june'], 'b'], older: [['requested at=january'], 'c'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'came back from one that was promoted',
      { left: [['AWSPREVIOUS', 'staged at=june'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'came back from one that a rollback left, and that is staged again',
      { left: [['rolled-back at=just for=a'], 'b'], again: [['staged at=now'], 'b'] },
      'withdraw: live at=now live=january on live',
    ],
    [
      'was marked for another than the one that was live',
      { left: [['AWSPREVIOUS', 'live at=january'], 'c'] },
      'relabel: live at=now live=january on live',
    ],
    [
      'in two versions is in the live one',
      { next: [['AWSPENDING', 'staged at=january'], 'b'], twin: [['live at=early live=early'], 'a'] },
      'relabel: due at=june live=early for=b on live',
    ],
  ])('%s', (_, others, decision) => {
    expect(decided('a', { live: due, ...others })).toBe(decision);
  });
});
