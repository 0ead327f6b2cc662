import { describe, expect, it } from 'vitest';
import { live, next, type Row, type Version } from './next-of.ts';

describe('the label of a version', () => {
  it.each<Row>([
    [
      'is the later one where a crash left two',
      { live, old: [['live at=january', 'due at=june'], 'a'] },
      'relabel old: due at=june',
    ],
    ['is all there is while nothing is open', { live }, 'nothing'],
  ])('%s', (_, versions, repair) => {
    expect(next(versions)).toBe(repair);
  });
});

describe('the live version', () => {
  it.each<Row>([
    [
      'without a label was put by hand',
      { live: [['AWSCURRENT'], 'b'] },
      'relabel live: live at=now live=made login=none',
    ],
    [
      'without a label is as old as its pair in another version',
      { live: [['AWSCURRENT'], 'b'], twin: [['requested at=june live=early'], 'b'] },
      'relabel live: live at=now live=early',
    ],
    [
      'without a label is as old as the label of that, where it knows no more',
      { live: [['AWSCURRENT'], 'b'], twin: [['requested at=early'], 'b'] },
      'relabel live: live at=now live=early',
    ],
    [
      'without a label is older than its pair in another version',
      { live: [['AWSCURRENT'], 'b'], twin: [['requested at=june live=june'], 'b'] },
      'relabel live: live at=now live=made',
    ],
    [
      'without a label has logged in no more than its pair in another version',
      { live: [['AWSCURRENT'], 'b'], twin: [['live at=june live=june login=none'], 'b'] },
      'relabel live: live at=now live=made login=none',
    ],
    [
      'that was revoked is live',
      { live: [['AWSCURRENT', 'revoked at=june live=january'], 'b'] },
      'relabel live: live at=now live=january',
    ],
    [
      'that was rolled back from is live again',
      { live: [['AWSCURRENT', 'rolled-back at=june'], 'b'] },
      'relabel live: live at=now live=made',
    ],
    [
      'that was to be revoked is taken back',
      { live: [['AWSCURRENT', 'requested at=june live=january reason=leak'], 'b'] },
      'withdraw live: live at=now live=january',
    ],
    [
      'that was due is live, and nobody was asked',
      { live: [['AWSCURRENT', 'due at=june live=january reason=leak'], 'b'] },
      'relabel live: live at=now live=january',
    ],
    [
      'that was due when a rollback went back to it is taken back',
      { live: [['AWSCURRENT', 'due at=june live=january'], 'b'], left: [['AWSPREVIOUS', 'rolled-back at=june'], 'a'] },
      'withdraw live: live at=now live=january',
    ],
    [
      'that was due when a rollback went back to it waits for no rotation',
      {
        live: [['AWSCURRENT', 'due at=june live=january'], 'b'],
        left: [['AWSPREVIOUS', 'rolled-back at=june'], 'a'],
        next: [['AWSPENDING', 'staged at=june'], 'c'],
      },
      'withdraw live: live at=now live=january',
    ],
    [
      'that became due after a rollback is live, and nobody was asked',
      {
        live: [['AWSCURRENT', 'due at=june live=january'], 'b'],
        left: [['AWSPREVIOUS', 'rolled-back at=january'], 'a'],
      },
      'relabel live: live at=now live=january',
    ],
    ['holds no pair: nothing is known', { live: [['AWSCURRENT'], 'broken'] }, 'nothing'],
    ['could not be read: nothing is known', { live: [['AWSCURRENT'], 'unread'] }, 'nothing'],
    ['is missing', { old: [['due at=june'], 'a'] }, 'nothing'],
  ])('%s', (_, versions, repair) => {
    expect(next(versions)).toBe(repair);
  });
});

describe('the live version that is due', () => {
  const due: Version = [['AWSCURRENT', 'due at=june live=january'], 'a'];
  it.each<[what: string, others: Readonly<Record<string, Version>>, repair: string]>([
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
      'relabel live: live at=now live=january',
    ],
    ['nor for what is not pending', { next: [['staged at=january'], 'b'] }, 'relabel live: live at=now live=january'],
    [
      'nor for what is pending and not staged',
      { next: [['AWSPENDING', 'revoked at=january'], 'b'] },
      'relabel live: live at=now live=january',
    ],
    ['came back from one that was live', { left: [['live at=june'], 'b'] }, 'withdraw live: live at=now live=january'],
    [
      'came back from one that was live, beside an older pair',
      { left: [['live at=june'], 'b'], older: [['requested at=january'], 'c'] },
      'withdraw live: live at=now live=january',
    ],
    [
      'came back from one that was promoted',
      { left: [['AWSPREVIOUS', 'staged at=june'], 'b'] },
      'withdraw live: live at=now live=january',
    ],
  ])('%s', (_, others, repair) => {
    expect(next({ live: due, ...others })).toBe(repair);
  });
});

describe('a pair in two versions', () => {
  it.each<Row>([
    [
      'is as old as the older',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['live at=january live=january'], 'a'] },
      'relabel live: live at=june live=january',
    ],
    [
      'is as old as the label of the other, where that knows no more',
      { live: [['AWSCURRENT', 'live at=june live=june'], 'a'], twin: [['live at=january'], 'a'] },
      'relabel live: live at=june live=january',
    ],
    [
      'has a date where one has',
      { live: [['AWSCURRENT', 'staged at=june'], 'a'], twin: [['rolled-back at=june live=june'], 'a'] },
      'relabel live: staged at=june live=june',
    ],
    [
      'has logged in where one has',
      {
        live: [['AWSCURRENT', 'live at=june live=june login=none'], 'a'],
        twin: [['live at=january live=january'], 'a'],
      },
      'relabel live: live at=june live=january',
    ],
    [
      'has logged in where the live one has',
      {
        live: [['AWSCURRENT', 'live at=june live=june'], 'a'],
        twin: [['live at=january live=january login=none'], 'a'],
      },
      'relabel live: live at=june live=january',
    ],
    [
      'has not logged in where none has',
      {
        live: [['AWSCURRENT', 'live at=june live=june login=none'], 'a'],
        twin: [['live at=january live=january login=none'], 'a'],
      },
      'relabel live: live at=june live=january login=none',
    ],
    [
      'is closed in the other, where it was live',
      { live, twin: [['live at=june live=june'], 'b'] },
      'relabel twin: none',
    ],
    [
      'is taken back in the other, where it was due',
      { live, twin: [['due at=june live=june'], 'b'] },
      'withdraw twin: none',
    ],
    [
      'is taken back in the other, where it was requested',
      { live, twin: [['requested at=june live=june'], 'b'] },
      'withdraw twin: none',
    ],
    [
      'is closed in the other, where it was promoted and never told',
      { live, twin: [['AWSPREVIOUS', 'staged at=june live=june'], 'b'] },
      'relabel twin: none',
    ],
    ['may be staged again', { live, twin: [['AWSPENDING', 'staged at=june'], 'b'] }, 'nothing'],
  ])('%s', (_, versions, repair) => {
    expect(next(versions)).toBe(repair);
  });
});
