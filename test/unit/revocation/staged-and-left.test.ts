import { describe, expect, it } from 'vitest';
import { decided, live, type Row } from './decided.ts';

describe('a pair that was staged and left', () => {
  it.each<Row>([
    [
      'was promoted if it is AWSPREVIOUS',
      { live, cut: [['AWSPREVIOUS', 'staged at=january'], 'a'] },
      'relabel: due at=now reason=other for=b on cut',
    ],
    [
      'was promoted if another was marked for it since',
      { live, cut: [['staged at=january'], 'a'], old: [['due at=june for=a'], 'c'] },
      'relabel: due at=now reason=other for=b on cut',
    ],
    [
      'was promoted if another was marked for it in that second',
      { live, cut: [['staged at=june'], 'a'], old: [['due at=june for=a'], 'c'] },
      'relabel: due at=now reason=other for=b on cut',
    ],
    [
      'was promoted and rolled back from, if that is younger than the live one',
      { live, cut: [['staged at=before'], 'a'], old: [['due at=just for=a'], 'c'] },
      'relabel: rolled-back at=now for=b on cut',
    ],
    [
      'was not if the other is AWSPREVIOUS: the live one took over from that',
      { live, cut: [['staged at=before'], 'a'], old: [['AWSPREVIOUS', 'due at=just for=a'], 'c'] },
      'relabel: none',
    ],
    [
      'was not if the other is live: it was marked for a move that did not come',
      { live: [['AWSCURRENT', 'due at=june for=a'], 'b'], cut: [['staged at=january'], 'a'] },
      'relabel: none',
    ],
    [
      'was not if the other was marked before',
      { live, cut: [['staged at=june'], 'a'], old: [['due at=january for=a'], 'c'] },
      'relabel: none',
    ],
    [
      'was not if the other was marked for another',
      { live, cut: [['staged at=january'], 'a'], old: [['due at=june for=d'], 'c'] },
      'relabel: none',
    ],
    [
      'was not if the other was requested since',
      { live, cut: [['staged at=january'], 'a'], old: [['requested at=june for=a'], 'c'] },
      'relabel: none',
    ],
    [
      'is no case while it is pending',
      { live, cut: [['AWSPENDING', 'AWSPREVIOUS', 'staged at=january'], 'a'] },
      'no case',
    ],
  ])('%s', (_, versions, decision) => {
    expect(decided('a', versions)).toBe(decision);
  });
});
