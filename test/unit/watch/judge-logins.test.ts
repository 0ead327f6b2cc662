import { describe, expect, it } from 'vitest';
import type { LoginOutcome } from '../../../lambda/octopus/outcome.ts';
import { casesOf, type LabelledCase } from '../../../lambda/secrets/cases.ts';
import { formatStateLabel } from '../../../lambda/secrets/state-label.ts';
import { judgeLogins, type LoginFindings, toTry } from '../../../lambda/watch/judge-logins.ts';
import { aView } from '../cli/a-view.ts';

const outcomes = {
  accepted: { kind: 'accepted', clientId: '42' },
  refused: { kind: 'rejected', code: 'UNAUTHORIZED' },
  blocked: { kind: 'blocked', code: 'FORBIDDEN' },
  unavailable: { kind: 'unavailable', code: 'SERVER_ERROR' },
} as const satisfies Record<string, LoginOutcome>;
type Name = keyof typeof outcomes;

/** What the logins mean, in one or two words. */
function summary({ trouble, proved, alive, works }: LoginFindings): string {
  const words = [proved.length > 0 && 'proved', alive.length > 0 && 'alive', trouble, works !== undefined && 'works'];
  return words.filter((word) => typeof word === 'string').join(' ') || 'well';
}

describe('live pair × old pair', () => {
  it.each<[Name, Name, string]>([
    ['accepted', 'refused', 'proved'],
    ['accepted', 'accepted', 'alive'],
    ['accepted', 'blocked', 'Inconclusive'],
    ['accepted', 'unavailable', 'Inconclusive'],
    ['refused', 'accepted', 'WrongPairRevoked works'],
    ['refused', 'refused', 'LivePairDead'],
    ['refused', 'blocked', 'LivePairDead'],
    ['refused', 'unavailable', 'LivePairDead'],
    ['blocked', 'accepted', 'Inconclusive'],
    ['blocked', 'refused', 'Inconclusive'],
    ['blocked', 'blocked', 'Inconclusive'],
    ['blocked', 'unavailable', 'Inconclusive'],
    ['unavailable', 'accepted', 'Inconclusive'],
    ['unavailable', 'refused', 'Inconclusive'],
    ['unavailable', 'blocked', 'Inconclusive'],
    ['unavailable', 'unavailable', 'Inconclusive'],
  ])('%s × %s: %s', (live, old, said) => {
    const findings = judgeLogins(outcomes[live], true, [{ versionId: 'old', outcome: outcomes[old] }]);
    expect(summary(findings)).toBe(said);
  });

  it('a live pair that never logged in is dead, and no wrong pair was revoked', () => {
    const findings = judgeLogins(outcomes.refused, false, [{ versionId: 'old', outcome: outcomes.accepted }]);
    expect(summary(findings)).toBe('LivePairDead');
  });

  it('each old pair is judged by itself', () => {
    const tried = [
      { versionId: 'dead', outcome: outcomes.refused },
      { versionId: 'alive', outcome: outcomes.accepted },
    ];
    expect(judgeLogins(outcomes.accepted, true, tried)).toMatchObject({ proved: ['dead'], alive: ['alive'] });
  });

  it('names why logins were inconclusive, of the live pair first', () => {
    const tried = [
      { versionId: 'first', outcome: outcomes.refused },
      { versionId: 'second', outcome: outcomes.blocked },
    ];
    expect(judgeLogins(outcomes.unavailable, true, tried).why).toEqual(['SERVER_ERROR', 'EgressBlocked']);
    expect(judgeLogins(outcomes.accepted, true, tried.slice(0, 1)).why).toEqual([]);
  });

  it('without any old pair the live one alone decides', () => {
    expect(Object.entries(outcomes).map(([name, live]) => [name, summary(judgeLogins(live, true, []))])).toEqual([
      ['accepted', 'well'],
      ['refused', 'LivePairDead'],
      ['blocked', 'Inconclusive'],
      ['unavailable', 'Inconclusive'],
    ]);
  });
});

/** The case of the pair that was requested on that day. */
function requested(index: number): LabelledCase {
  const label = {
    state: 'requested',
    versionId: String(index),
    pair: `${index}`.padStart(12, '0'),
    at: `2026-01-${String(index + 10)}T00:00:00Z`,
  } as const;
  const [one] = casesOf(aView({ [label.versionId]: [formatStateLabel(label)] }));
  if (one?.label === undefined) throw new Error('the label was not read');
  return { ...one, label: one.label };
}

const leaked = (one: LabelledCase): LabelledCase => ({ ...one, label: { ...one.label, reason: 'leak' } });

describe('the pairs of a day', () => {
  const cases = Array.from({ length: 11 }, (_, index) => requested(index));

  it('are three at most, and each of eleven is tried in turn', () => {
    const tried = [100, 101, 102, 103].map((day) => toTry(cases, day, true).map(({ versionId }) => Number(versionId)));
    expect(tried.every((names) => names.length === 3)).toBe(true);
    expect(new Set(tried.flat()).size).toBe(11);
  });

  it('are those of a leak on each day, and one of the others in turn', () => {
    const withLeak = cases.map((one) => (Number(one.versionId) === 4 ? leaked(one) : one));
    const tried = Array.from({ length: 10 }, (_, index) =>
      toTry(withLeak, index, true).map(({ versionId }) => Number(versionId)),
    );
    expect(tried.every((names) => names.includes(4) && new Set(names).size === 3)).toBe(true);
    expect(new Set(tried.flat()).size).toBe(11);
  });

  it('are the newest when the live pair is refused', () => {
    expect(toTry(cases, 101, false).map(({ versionId }) => Number(versionId))).toEqual([10, 9, 8]);
  });

  it('are all of them, the newest first, while they are three', () => {
    const three = cases.slice(0, 3).map((one) => (Number(one.versionId) === 0 ? leaked(one) : one));
    expect(toTry(three, 1, true).map(({ versionId }) => Number(versionId))).toEqual([2, 1, 0]);
  });

  it('are three of a leak where all are', () => {
    expect(toTry(cases.map(leaked), 1, true)).toHaveLength(3);
  });

  it('are two of many leaked ones and one of the others, so that all are tried in turn', () => {
    const half = cases.map((one) => (Number(one.versionId) < 6 ? leaked(one) : one));
    const tried = Array.from({ length: 5 }, (_, day) =>
      toTry(half, day, true).map(({ versionId }) => Number(versionId)),
    );
    expect(tried.map((names) => names.filter((name) => name < 6).length)).toEqual([2, 2, 2, 2, 2]);
    expect(new Set(tried.flat()).size).toBe(11);
  });
});
