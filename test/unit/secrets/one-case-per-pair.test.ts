import { describe, expect, it } from 'vitest';
import { casesIn, inShort, line, type Version, type Versions } from './shorthand.ts';

const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];

describe('a pair in two versions is one case', () => {
  it.each<[what: string, versions: Versions, of: string]>([
    [
      'in the live version, whatever the other says',
      { live, twin: [['requested at=now live=june'], 'b'] },
      'b in live (live,read): requested at=now live=june',
    ],
    [
      'in the version whose label was attached last, where neither is live',
      { live, asked: [['requested at=january live=january'], 'a'], again: [['due at=june live=june'], 'a'] },
      'a in again (): due at=june live=january',
    ],
    [
      'in whatever order the versions are listed',
      { live, again: [['due at=june live=june'], 'a'], asked: [['requested at=january live=january'], 'a'] },
      'a in again (): due at=june live=january',
    ],
    [
      'that has been live since the oldest date',
      { live, twin: [['live at=january live=january'], 'b'] },
      'b in live (live,read): live at=june live=january',
    ],
    [
      'that has been live since the date of the other label, where that knows no more',
      { live, twin: [['live at=january'], 'b'] },
      'b in live (live,read): live at=june live=january',
    ],
    [
      'that has been live since the date of its own label, where that knows no more',
      { live, due: [['due at=june'], 'a'], asked: [['requested at=january live=june'], 'a'] },
      'a in due (): due at=june live=june',
    ],
    [
      'with the most urgent reason',
      { live, asked: [['requested at=june reason=other'], 'a'], leak: [['due at=january reason=leak'], 'a'] },
      'a in asked (): requested at=june live=january reason=leak',
    ],
    [
      'with its own reason where none is urgent',
      { live, asked: [['requested at=june reason=other'], 'a'], due: [['due at=january reason=scheduled'], 'a'] },
      'a in asked (): requested at=june live=january reason=other',
    ],
    [
      'for no reason where the label in force has none',
      {
        live,
        back: [['rolled-back at=june live=june for=b'], 'a'],
        leak: [['due at=january live=june reason=leak'], 'a'],
      },
      'a in back (): rolled-back at=june live=june for=b',
    ],
    [
      'that has logged in where one has',
      { live: [['AWSCURRENT', 'live at=june live=june login=none'], 'b'], twin: [['live at=january live=june'], 'b'] },
      'b in live (live,read): live at=june live=june',
    ],
    [
      'that has logged in where the live one has',
      { live, twin: [['live at=january live=june login=none'], 'b'] },
      'b in live (live,read): live at=june live=june',
    ],
    [
      'that has not logged in where none has',
      {
        live: [['AWSCURRENT', 'live at=june live=june login=none'], 'b'],
        twin: [['live at=january live=june login=none'], 'b'],
      },
      'b in live (live,read): live at=june live=june login=none',
    ],
    [
      'that is AWSPREVIOUS where one of them is',
      { live, asked: [['requested at=june'], 'a'], twin: [['AWSPREVIOUS', 'due at=january'], 'a'] },
      'a in asked (previous): requested at=june live=january',
    ],
    [
      'of which a rotation that was given up says nothing',
      { live, back: [['rolled-back at=january live=january for=b'], 'a'], gone: [['staged at=june'], 'a'] },
      'a in back (): rolled-back at=january live=january for=b',
    ],
    [
      'of which a rotation that is under way says nothing',
      {
        live,
        back: [['rolled-back at=january live=january for=b'], 'a'],
        next: [['AWSPENDING', 'staged at=june'], 'a'],
      },
      'a in back (): rolled-back at=january live=january for=b',
    ],
    [
      'whose promotion by a rotation is kept apart from what it was before',
      {
        live: [['AWSCURRENT', 'staged at=june reason=leak'], 'a'],
        old: [['rolled-back at=january live=january'], 'a'],
      },
      'a in live (live,read): rolled-back at=january live=january; to announce: staged at=june reason=leak',
    ],
    [
      'whose other version was put manually',
      { live: [['AWSCURRENT'], 'a'], twin: [['requested at=june live=early'], 'a'] },
      'a in live (live,read): requested at=june live=early',
    ],
  ])('%s', (_, versions, of) => {
    const wanted = casesIn(versions).map(line);
    expect(wanted).toContain(of);
    expect(wanted.filter((text) => text[0] === of[0])).toHaveLength(1);
  });

  it('carries every label of its versions, the one in force first', () => {
    const [, one] = casesIn({
      live,
      asked: [['requested at=january', 'live at=early'], 'a'],
      again: [['due at=june'], 'a'],
      gone: [['staged at=now'], 'a'],
    });
    expect(one?.labels.map(({ label }) => `${label.versionId}: ${inShort(label)}`)).toEqual([
      'gone: staged at=now',
      'again: due at=june',
      'asked: requested at=january',
      'asked: live at=early',
    ]);
  });
});
