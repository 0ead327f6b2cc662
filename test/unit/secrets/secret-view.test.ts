import { describe, expect, it } from 'vitest';
import {
  afterMove,
  afterPromotion,
  currentVersion,
  has,
  openCases,
  otherStateTexts,
  statedVersions,
  stateLabels,
  stateOf,
  versionWith,
} from '../../../lambda/secrets/secret-view.ts';
import { formatStateLabel } from '../../../lambda/secrets/state-label.ts';
import { aView } from '../cli/a-view.ts';

const at = 'at=2026-01-01T00:00:00Z';

describe('a view of labels', () => {
  const view = aView({ first: ['AWSPREVIOUS', 'mark'], second: ['AWSCURRENT'] });

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
    expect(otherStateTexts(view, 'none', undefined)).toEqual([]);
  });
});

describe('the state of a version', () => {
  it('is that of its own label, not of one that a person moved to it', () => {
    const view = aView({ first: [`octopus:live,${at}`], second: ['AWSCURRENT'] });
    const label = view.stages.first?.[0] ?? '';
    const moved = { ...view, stages: { first: [], second: [label] } };
    expect(stateOf(view, 'first')).toMatchObject({ state: 'live', versionId: 'first' });
    expect([stateOf(moved, 'first'), stateOf(moved, 'second')]).toEqual([undefined, undefined]);
    expect(otherStateTexts(moved, 'second', undefined)).toEqual([]);
  });

  it('is one of those that are counted only where there is one', () => {
    const view = aView({ first: [`octopus:live,${at}`], second: ['AWSCURRENT', 'mark'] });
    expect(statedVersions(view).map(({ versionId }) => versionId)).toEqual(['first']);
  });

  it('leaves the texts of its other labels, but for the one that is kept', () => {
    const view = aView({ first: ['mark', `octopus:live,${at}`, `octopus:due,${at}`] });
    const keep = stateLabels(view, 'first').find(({ state }) => state === 'due');
    expect(otherStateTexts(view, 'first', keep)).toEqual([`octopus:live,${at},version=first`]);
    expect(otherStateTexts(view, 'first', undefined)).toHaveLength(2);
    expect(keep && formatStateLabel(keep)).toBe(`octopus:due,${at},version=first`);
  });
});

describe('a revocation', () => {
  it.each([
    ['staged', 'first', false],
    ['live', 'first', false],
    ['due', 'first', true],
    ['due', 'AWSCURRENT', false],
    ['requested', 'first', true],
    ['requested', 'AWSCURRENT', true],
    ['rolled-back', 'first', true],
    ['revoked', 'first', false],
  ])('is open for a version that is %s, on %s: %s', (state, where, isOpen) => {
    const view = aView({ first: [where, `octopus:${state},${at}`] });
    expect(openCases(view)).toHaveLength(isOpen ? 1 : 0);
  });
});

describe('the view after a move', () => {
  const view = aView({ first: ['AWSCURRENT', 'mark'], second: ['AWSPENDING'], third: ['AWSPREVIOUS'] });

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
    expect(afterPromotion(aView({ first: ['AWSPREVIOUS'], second: ['AWSPENDING'] }), 'second').stages).toEqual({
      first: ['AWSPREVIOUS'],
      second: ['AWSPENDING', 'AWSCURRENT'],
    });
  });
});
