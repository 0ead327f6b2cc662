import { describe, expect, it } from 'vitest';
import type { LoginOutcome } from '../../../lambda/octopus/outcome.ts';
import { judgePulse, type Pulse, toTry } from '../../../lambda/watch/judge-pulse.ts';

const outcomes = {
  accepted: { kind: 'accepted', clientId: '42' },
  refused: { kind: 'rejected', code: 'UNAUTHORIZED' },
  blocked: { kind: 'blocked', code: 'FORBIDDEN' },
  unavailable: { kind: 'unavailable', code: 'SERVER_ERROR' },
} as const satisfies Record<string, LoginOutcome>;
type Name = keyof typeof outcomes;

/** What a pulse says, in one or two words. */
function summary({ trouble, proved, alive, works }: Pulse): string {
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
    const pulse = judgePulse(outcomes[live], true, [{ versionId: 'old', outcome: outcomes[old] }]);
    expect(summary(pulse)).toBe(said);
  });

  it('a live pair that never logged in is dead, and no wrong pair was revoked', () => {
    const pulse = judgePulse(outcomes.refused, false, [{ versionId: 'old', outcome: outcomes.accepted }]);
    expect(summary(pulse)).toBe('LivePairDead');
  });

  it('each old pair is judged by itself', () => {
    const tried = [
      { versionId: 'dead', outcome: outcomes.refused },
      { versionId: 'alive', outcome: outcomes.accepted },
    ];
    expect(judgePulse(outcomes.accepted, true, tried)).toMatchObject({ proved: ['dead'], alive: ['alive'] });
  });

  it('tells why nothing was learnt, of the live pair first', () => {
    const tried = [
      { versionId: 'first', outcome: outcomes.refused },
      { versionId: 'second', outcome: outcomes.blocked },
    ];
    expect(judgePulse(outcomes.unavailable, true, tried).why).toEqual(['SERVER_ERROR', 'EgressBlocked']);
    expect(judgePulse(outcomes.accepted, true, tried.slice(0, 1)).why).toEqual([]);
  });

  it('without any old pair the live one alone decides', () => {
    expect(Object.entries(outcomes).map(([name, live]) => [name, summary(judgePulse(live, true, []))])).toEqual([
      ['accepted', 'well'],
      ['refused', 'LivePairDead'],
      ['blocked', 'Inconclusive'],
      ['unavailable', 'Inconclusive'],
    ]);
  });
});

describe('the pairs of a day', () => {
  const cases = Array.from({ length: 11 }, (_, index) => ({ at: `2026-01-${String(index + 10)}`, name: index }));

  it('are three at most, and none of eleven starves', () => {
    const tried = [100, 101, 102, 103].map((day) => toTry(cases, day, true).map(({ name }) => name));
    expect(tried.every((names) => names.length === 3)).toBe(true);
    expect(new Set(tried.flat()).size).toBe(11);
  });

  it('are those of a leak on each day, and one of the others in turn', () => {
    const withLeak = cases.map((one) => (one.name === 4 ? { ...one, reason: 'leak' as const } : one));
    const tried = Array.from({ length: 10 }, (_, index) => toTry(withLeak, index, true).map(({ name }) => name));
    expect(tried.every((names) => names.includes(4) && new Set(names).size === 3)).toBe(true);
    expect(new Set(tried.flat()).size).toBe(11);
  });

  it('are the newest when the live pair is refused', () => {
    expect(toTry(cases, 101, false).map(({ name }) => name)).toEqual([10, 9, 8]);
  });

  it('are all of them, the newest first, while they are three', () => {
    const three = cases.slice(0, 3).map((one) => (one.name === 0 ? { ...one, reason: 'leak' as const } : one));
    expect(toTry(three, 1, true).map(({ name }) => name)).toEqual([2, 1, 0]);
  });

  it('are three of a leak where all are', () => {
    const leaked = cases.map((one) => ({ ...one, reason: 'leak' as const }));
    expect(toTry(leaked, 1, true)).toHaveLength(3);
  });

  it('are two of a leak of many, and one of the others, so that neither starve', () => {
    const half = cases.map((one) => (one.name < 6 ? { ...one, reason: 'leak' as const } : one));
    const tried = Array.from({ length: 5 }, (_, day) => toTry(half, day, true).map(({ name }) => name));
    expect(tried.map((names) => names.filter((name) => name < 6).length)).toEqual([2, 2, 2, 2, 2]);
    expect(new Set(tried.flat()).size).toBe(11);
  });
});
