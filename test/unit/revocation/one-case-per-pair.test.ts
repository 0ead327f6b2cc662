import { describe, expect, it } from 'vitest';
import { live, next, type Row } from './next-of.ts';

describe('a pair that is to be revoked and stands in two versions', () => {
  it.each<Row>([
    [
      'is one case: the one that support is still to be asked for, as the earlier request may have been withdrawn',
      { live, asked: [['requested at=june live=january'], 'a'], again: [['due at=june live=january'], 'a'] },
      'relabel asked: none',
    ],
    [
      'is one case: the one that was asked for first',
      { live, again: [['requested at=june live=january'], 'a'], asked: [['requested at=january live=january'], 'a'] },
      'relabel again: none',
    ],
    [
      'is one case: the urgent one',
      {
        live,
        asked: [['requested at=january live=january reason=other'], 'a'],
        leak: [['due at=june live=january reason=leak'], 'a'],
      },
      'relabel asked: none',
    ],
    [
      'is one case: the one that is due',
      {
        live: [['AWSCURRENT', 'live at=june live=january'], 'b'],
        left: [['rolled-back at=june live=january'], 'a'],
        due: [['due at=june live=january'], 'a'],
      },
      'relabel left: none',
    ],
    [
      'is as old as the older',
      { live, asked: [['requested at=june live=june reason=leak'], 'a'], again: [['due at=june live=january'], 'a'] },
      'relabel asked: requested at=june live=january reason=leak',
    ],
    [
      'is as old as the label of the other, where that knows no more',
      { live, due: [['due at=june live=june'], 'a'], asked: [['requested at=january'], 'a'] },
      'relabel due: due at=june live=january',
    ],
    [
      'is as old as its own label, where that knows no more',
      { live, due: [['due at=january'], 'a'], asked: [['requested at=june live=june'], 'a'] },
      'relabel due: due at=january live=january',
    ],
    [
      'is one case in whatever order the versions are listed: the first by its id',
      { live, y: [['requested at=june live=june'], 'a'], x: [['requested at=june live=june'], 'a'] },
      'relabel y: none',
    ],
    [
      'is one case beside that of another pair',
      {
        live,
        other: [['requested at=june live=june'], 'c'],
        asked: [['requested at=january live=january'], 'a'],
        again: [['requested at=june live=january'], 'a'],
      },
      'relabel again: none',
    ],
    [
      'is two cases of two pairs',
      { live, asked: [['requested at=june live=january'], 'a'], other: [['requested at=june live=june'], 'c'] },
      'nothing',
    ],
    [
      'is two cases where one could not be read',
      { live, asked: [['requested at=june live=january'], 'a'], other: [['requested at=june live=june'], 'unread'] },
      'nothing',
    ],
    [
      'is two cases of values that are none',
      { live, asked: [['requested at=june'], 'broken'], other: [['requested at=june'], 'broken'] },
      'nothing',
    ],
    [
      'is no case where it is proved',
      { live, asked: [['requested at=june live=june'], 'a'], done: [['AWSPREVIOUS', 'revoked at=june'], 'a'] },
      'nothing',
    ],
  ])('%s', (_, versions, repair) => {
    expect(next(versions, false)).toBe(repair);
  });
});
