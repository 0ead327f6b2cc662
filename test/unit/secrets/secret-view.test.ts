import { describe, expect, it } from 'vitest';
import {
  afterMove,
  afterPromotion,
  currentVersion,
  has,
  isPending,
  stateLabels,
  stateOf,
  versionWith,
} from '../../../lambda/secrets/secret-view.ts';
import { formatStateLabel } from '../../../lambda/secrets/state-label.ts';
import { inShort, spelled, viewWith } from './shorthand.ts';

describe('a view of labels', () => {
  const view = viewWith({ first: [['AWSPREVIOUS', 'mark'], 'a'], second: [['AWSCURRENT'], 'b'] });

  it('finds the version that has a label', () => {
    expect([versionWith(view, 'mark'), versionWith(view, 'AWSPENDING'), currentVersion(view)]).toEqual([
      'first',
      undefined,
      'second',
    ]);
  });

  it('knows which labels a version has, and that a version it does not know has none', () => {
    expect([has(view, 'first', 'mark'), has(view, 'second', 'mark'), has(view, 'none', 'mark')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(stateLabels(view, 'none')).toEqual([]);
    expect(stateOf(view, 'none')).toBeUndefined();
  });
});

describe('the state of a version', () => {
  it('is that of its own label, not of one that a person moved to it', () => {
    const view = viewWith({ first: [['live at=january'], 'a'], second: [['AWSCURRENT'], 'b'] });
    const label = view.stages.first?.[0] ?? '';
    const moved = { ...view, stages: { first: [], second: [label] } };
    expect(stateOf(view, 'first')).toMatchObject({ state: 'live', versionId: 'first' });
    expect([stateOf(moved, 'first'), stateOf(moved, 'second')]).toEqual([undefined, undefined]);
    expect(stateLabels(moved, 'second')).toEqual([]);
  });

  it.each([[['live at=january', 'due at=june']], [['due at=june', 'live at=january']]])(
    'is that of the label in force where a crash left two: %j',
    (labels) => {
      const state = stateOf(viewWith({ first: [labels, 'a'] }), 'first');
      expect(state && inShort(state)).toBe('due at=june');
    },
  );

  it('shows in each of its state labels, with the text of each as it is written, and in no other label', () => {
    const written = formatStateLabel({
      state: 'live',
      versionId: 'first',
      pair: 'a'.repeat(12),
      at: '2026-01-01T00:00:00Z',
    });
    const byHand = written.replace(/(\/at=[^/]*)(\/pair=[^/]*)/, '$2$1');
    const due = spelled('due at=june', { versionId: 'first', pair: 'a' });
    const view = viewWith({}, { stages: { first: ['AWSCURRENT', byHand, 'mark', due] } });
    const labels = stateLabels(view, 'first');
    expect(labels.map(({ text }) => text)).toEqual([byHand, due]);
    expect(labels.map(({ label }) => label.state)).toEqual(['live', 'due']);
  });
});

describe('a rotation is under way', () => {
  it.each<[what: string, labels: readonly string[], expected: boolean]>([
    ['with a version that is staged and AWSPENDING', ['AWSPENDING', 'staged at=june'], true],
    [
      'with one that is AWSPREVIOUS too, because somebody moved that manually',
      ['AWSPREVIOUS', 'AWSPENDING', 'staged at=june'],
      true,
    ],
    ['with one that is staged alone', ['staged at=june'], false],
    ['with one that is live already', ['AWSCURRENT', 'AWSPENDING', 'staged at=june'], false],
    ['with one on which AWSPENDING was left', ['AWSPENDING', 'live at=june'], false],
    ['with one whose later label is another', ['AWSPENDING', 'staged at=january', 'live at=june'], false],
    ['with one that carries no label of ours', ['AWSPENDING'], false],
  ])('%s: %j, %s', (_, labels, expected) => {
    expect(isPending(viewWith({ first: [labels, 'a'] }), 'first')).toBe(expected);
  });
});

describe('the view after a move', () => {
  const view = viewWith({
    first: [['AWSCURRENT', 'mark'], 'a'],
    second: [['AWSPENDING'], 'b'],
    third: [['AWSPREVIOUS'], 'c'],
  });

  it.each<[label: string, to: string | undefined, stages: object]>([
    ['mark', 'second', { first: ['AWSCURRENT'], second: ['AWSPENDING', 'mark'], third: ['AWSPREVIOUS'] }],
    ['mark', undefined, { first: ['AWSCURRENT'], second: ['AWSPENDING'], third: ['AWSPREVIOUS'] }],
    ['mark', 'fourth', { first: ['AWSCURRENT'], second: ['AWSPENDING'], third: ['AWSPREVIOUS'], fourth: ['mark'] }],
  ])('of %s to %s', (label, to, stages) => {
    expect(afterMove(view, label, to)).toEqual({ ...view, stages });
  });

  it('of AWSCURRENT has AWSPREVIOUS on the version that was left', () => {
    expect(afterPromotion(view, 'second').stages).toEqual({
      first: ['mark', 'AWSPREVIOUS'],
      second: ['AWSPENDING', 'AWSCURRENT'],
      third: [],
    });
  });

  it('of AWSCURRENT to the first version of all leaves AWSPREVIOUS alone', () => {
    const firstOfAll = viewWith({ first: [['AWSPREVIOUS'], 'a'], second: [['AWSPENDING'], 'b'] });
    expect(afterPromotion(firstOfAll, 'second').stages).toEqual({
      first: ['AWSPREVIOUS'],
      second: ['AWSPENDING', 'AWSCURRENT'],
    });
  });
});
