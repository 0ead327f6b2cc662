import { describe, expect, it } from 'vitest';
import { casesOf, liveCase, openCases, pendingLabels, unlabelledPrevious } from '../../../lambda/secrets/cases.ts';
import {
  casesIn,
  fingerprintOf,
  inShort,
  instants,
  line,
  readAs,
  type Version,
  type Versions,
  viewWith,
} from './shorthand.ts';

const live: Version = [['AWSCURRENT', 'live at=june live=june'], 'b'];
const ofLive = 'b in live (live,read): live at=june live=june';

describe('the cases of a secret', () => {
  it.each<[what: string, versions: Versions, cases: readonly string[]]>([
    ['are none where no version has a label or is live', { first: [['mark'], 'a'] }, []],
    ['have one of each pair', { live, old: [['due at=june for=b'], 'a'] }, [ofLive, 'a in old (): due at=june for=b']],
    [
      'have the label of a version that was attached last, where a crash left two',
      { live, old: [['live at=january', 'due at=june'], 'a'] },
      [ofLive, 'a in old (): due at=june live=january'],
    ],
    [
      'leave out the pair of a rotation that is under way',
      { live, next: [['AWSPENDING', 'staged at=june'], 'c'] },
      [ofLive],
    ],
    [
      'leave out the other version of a pair that is staged again',
      { live, next: [['AWSPENDING', 'staged at=now'], 'b'] },
      [ofLive],
    ],
    [
      'have a pair whose rotation was given up',
      { live, gone: [['staged at=june'], 'c'] },
      [ofLive, 'c in gone (): staged at=june'],
    ],
    ['have a live pair without a label', { live: [['AWSCURRENT'], 'b'] }, ['b in live (live,read): no label']],
    [
      'have an AWSPREVIOUS without a label',
      { live, old: [['AWSPREVIOUS'], 'a'] },
      [ofLive, 'a in old (previous,read): no label'],
    ],
    ['have none for an AWSPREVIOUS that holds no pair', { live, old: [['AWSPREVIOUS'], 'broken'] }, [ofLive]],
    [
      'have none for a live version that holds no pair',
      { live: [['AWSCURRENT'], 'broken'], old: [['due at=june'], 'a'] },
      ['a in old (): due at=june'],
    ],
    ['have none for a version without a label that is neither', { live, old: [['mark'], 'a'] }, [ofLive]],
    [
      'have the pair of the label of a live version whose value nobody read',
      { live: [['AWSCURRENT', `live at=june pair=b`], 'unread'] },
      ['b in live (live): live at=june'],
    ],
    [
      'have the pair of the live value, whatever a label says',
      { live: [['AWSCURRENT', 'live at=june live=june pair=c'], 'b'] },
      ['b in live (live,read): live at=june live=june'],
    ],
  ])('%s', (_, versions, cases) => {
    expect(casesIn(versions).map(line)).toEqual(cases);
  });

  it('take a value that was read for its pair, not the label', () => {
    const view = viewWith({ live, old: [['due at=june for=b'], 'a'] });
    expect(casesOf(view, { old: readAs('c') }).map(({ pair }) => pair)).toEqual(['b', 'c'].map(fingerprintOf));
    // A label on what is no pair is a case without a pair, which loses it.
    expect(casesOf(view, { old: readAs('broken') }).map(({ pair }) => pair)).toEqual([fingerprintOf('b'), '']);
  });

  it('show when the value was put, where it was read', () => {
    const [of] = casesIn({ live: [['AWSCURRENT'], 'b'] });
    expect(of?.createdAt).toBe(instants.made);
  });
});

describe('a promotion', () => {
  it.each<[what: string, labels: readonly string[], promotion: string | undefined]>([
    [
      'that is not announced is the staged label of the live version',
      ['AWSCURRENT', 'staged at=june'],
      'staged at=june',
    ],
    ['is announced when its next label is there, too', ['AWSCURRENT', 'staged at=june', 'live at=now'], undefined],
    ['that is announced is none', ['AWSCURRENT', 'live at=june'], undefined],
    ['of another version is none', ['staged at=june'], undefined],
  ])('%s', (_, labels, promotion) => {
    const [one] = casesIn({ first: [labels, 'a'] });
    expect(one?.promotion && inShort(one.promotion)).toBe(promotion);
  });
});

it('the live case is that of AWSCURRENT', () => {
  expect(liveCase(casesIn({ old: [['due at=june'], 'a'], live }))?.pair).toBe(fingerprintOf('b'));
  expect(liveCase(casesIn({ old: [['due at=june'], 'a'] }))).toBeUndefined();
});

describe('a revocation', () => {
  it.each([
    ['staged', 'mark', false],
    ['live', 'mark', false],
    ['due', 'mark', true],
    ['due', 'AWSCURRENT', false],
    ['requested', 'mark', true],
    ['requested', 'AWSCURRENT', false],
    ['rolled-back', 'mark', true],
    ['rolled-back', 'AWSCURRENT', false],
    ['revoked', 'mark', false],
  ])('is open for a pair that is %s, on %s: %s', (state, where, isOpen) => {
    expect(openCases(casesIn({ first: [[where, `${state} at=june`], 'a'] }))).toHaveLength(isOpen ? 1 : 0);
  });

  it('is not open for an AWSPREVIOUS without a label, until it has one', () => {
    expect(openCases(casesIn({ live, old: [['AWSPREVIOUS'], 'a'] }))).toEqual([]);
  });
});

it('the rotations that are under way are known by their labels', () => {
  const view = viewWith({
    live: [['AWSCURRENT', 'AWSPENDING', 'staged at=june'], 'b'],
    gone: [['staged at=june'], 'c'],
    next: [['AWSPENDING', 'staged at=now reason=leak'], 'd'],
  });
  expect(pendingLabels(view).map((label) => `${label.versionId}: ${inShort(label)}`)).toEqual([
    'next: staged at=now reason=leak',
  ]);
});

describe('AWSPREVIOUS has to be read', () => {
  it.each<[what: string, versions: Versions, versionId: string | undefined]>([
    ['where it has no label', { live, old: [['AWSPREVIOUS'], 'a'] }, 'old'],
    ['where it has no label of ours', { live, old: [['AWSPREVIOUS', 'mark'], 'a'] }, 'old'],
    ['not where it has one', { live, old: [['AWSPREVIOUS', 'revoked at=june'], 'a'] }, undefined],
    ['not where it is live', { live: [['AWSCURRENT', 'AWSPREVIOUS'], 'b'] }, undefined],
    ['not where there is none', { live, old: [['mark'], 'a'] }, undefined],
  ])('%s', (_, versions, versionId) => {
    expect(unlabelledPrevious(viewWith(versions))).toBe(versionId);
  });
});
