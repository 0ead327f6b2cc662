import { describe, expect, it } from 'vitest';
import { decided, live, type Row } from './decided.ts';

describe('a pair that is to be revoked and is in two versions', () => {
  it.each<Row>([
    [
      'is in the state that was attached last: due, as the earlier request may have been withdrawn',
      { live, asked: [['requested at=january live=january'], 'a'], again: [['due at=june live=january'], 'a'] },
      'relabel: due at=june live=january on again',
    ],
    [
      'is requested, where both were attached in one second',
      { live, asked: [['requested at=june live=january'], 'a'], again: [['due at=june live=january'], 'a'] },
      'relabel: requested at=june live=january on asked',
    ],
    [
      'has the later of two requests',
      { live, again: [['requested at=june live=january'], 'a'], asked: [['requested at=january live=january'], 'a'] },
      'relabel: requested at=june live=january on again',
    ],
    [
      'has the urgent reason',
      {
        live,
        asked: [['requested at=january live=january reason=other'], 'a'],
        leak: [['due at=june live=january reason=leak'], 'a'],
      },
      'relabel: due at=june live=january reason=leak on leak',
    ],
    [
      'is no longer due once it was rolled back from',
      {
        live: [['AWSCURRENT', 'live at=june live=january'], 'b'],
        left: [['rolled-back at=june live=june for=b'], 'a'],
        due: [['due at=january live=june'], 'a'],
      },
      'relabel: rolled-back at=june live=june for=b on left',
    ],
    [
      'is as old as the older',
      { live, asked: [['requested at=june live=june reason=leak'], 'a'], again: [['due at=june live=january'], 'a'] },
      'relabel: requested at=june live=january reason=leak on asked',
    ],
    [
      'is as old as the label of the other, where that knows no more',
      { live, due: [['due at=june live=june'], 'a'], asked: [['requested at=january'], 'a'] },
      'relabel: due at=june live=january on due',
    ],
    [
      'is as old as its own label, where that knows no more',
      { live, due: [['due at=january'], 'a'], asked: [['live at=early live=june'], 'a'] },
      'relabel: due at=january live=january on due',
    ],
    [
      'is one case in whatever order the versions are listed',
      { live, y: [['due at=january live=june'], 'a'], x: [['requested at=june live=june'], 'a'] },
      'relabel: requested at=june live=june on x',
    ],
    [
      'is one case beside that of another pair',
      {
        live,
        other: [['requested at=june live=june'], 'c'],
        asked: [['requested at=january live=january'], 'a'],
        again: [['requested at=june live=january'], 'a'],
      },
      'relabel: requested at=june live=january on again',
    ],
    [
      'is two cases of two pairs',
      { live, asked: [['requested at=june live=january'], 'a'], other: [['requested at=june live=june'], 'c'] },
      'nothing',
    ],
    [
      'is proved where one is proved since, while one of them is AWSPREVIOUS',
      {
        live,
        asked: [['requested at=january live=june'], 'a'],
        done: [['AWSPREVIOUS', 'revoked at=june live=june'], 'a'],
      },
      'relabel: revoked at=june live=june on done',
    ],
    [
      'is history where one is proved since, and none is AWSPREVIOUS',
      { live, asked: [['requested at=january live=june'], 'a'], done: [['revoked at=june live=june'], 'a'] },
      'relabel: none',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('a', versions, { liveIsProven: false })).toBe(decision);
  });
});
