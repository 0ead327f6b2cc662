import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRepair } from '../../../lambda/revocation/next-repair.ts';
import type { Repair } from '../../../lambda/revocation/repair.ts';
import type { Situation } from '../../../lambda/revocation/situation.ts';
import { parseCredentialValue } from '../../../lambda/secrets/credential-value.ts';
import { afterMove, currentVersion, otherStateTexts, stateOf } from '../../../lambda/secrets/secret-view.ts';
import { formatStateLabel, type State, type StateLabel, states } from '../../../lambda/secrets/state-label.ts';

const now = '2026-11-24T10:00:00Z';
const january = '2026-01-01T00:00:00Z';
const june = '2026-06-01T00:00:00Z';

/** A version: its state with its date, AWS's own labels, and the pair it holds (by a name; `undefined`: none). */
interface Version {
  readonly state?: State;
  readonly at?: string;
  readonly liveSince?: string;
  readonly aws?: readonly string[];
  readonly pair?: string;
}

function situation(versions: Record<string, Version>, liveProven = true): Situation {
  const entries = Object.entries(versions);
  return {
    now,
    liveProven,
    view: {
      arn: 'arn',
      name: 'octopus-cards/sandbox/api',
      rotationEnabled: true,
      stages: Object.fromEntries(
        entries.map(([versionId, { state, at = january, liveSince, aws = [] }]) => [
          versionId,
          state === undefined
            ? aws
            : [...aws, formatStateLabel({ state, versionId, at, ...(liveSince && { liveSince }) })],
        ]),
      ),
    },
    values: Object.fromEntries(
      entries.map(([versionId, { pair }]) => {
        const text = JSON.stringify(
          pair === undefined ? {} : { API_KEY: `key-of-${pair}`, API_SECRET: `secret-of-${pair}` },
        );
        return [versionId, { createdAt: january, value: parseCredentialValue(text) }];
      }),
    ),
  };
}

function apply(given: Situation, { versionId, to }: Repair): Situation {
  const withLabel = to === undefined ? given.view : afterMove(given.view, formatStateLabel(to), versionId);
  const view = otherStateTexts(withLabel, versionId, to).reduce(
    (seen, label) => afterMove(seen, label, undefined),
    withLabel,
  );
  return { ...given, view };
}

function settled(given: Situation): { situation: Situation; repairs: readonly Repair[] } {
  const repairs: Repair[] = [];
  let seen = given;
  for (let repair = nextRepair(seen); repair !== undefined; repair = nextRepair(seen)) {
    repairs.push(repair);
    if (repairs.length > 200) throw new Error(`never settles: ${JSON.stringify(given.view.stages)}`);
    seen = apply(seen, repair);
  }
  return { situation: seen, repairs };
}

/** What is done, one word a repair, and the states at the end. */
function outcome(versions: Record<string, Version>, liveProven?: boolean) {
  const { situation: end, repairs } = settled(situation(versions, liveProven));
  return {
    said: repairs.filter(({ kind }) => kind !== 'relabel').map(({ kind, versionId }) => `${kind} ${versionId}`),
    states: Object.fromEntries(Object.keys(versions).map((id) => [id, stateOf(end.view, id)?.state])),
  };
}

describe('settling', () => {
  it.each<[string, Record<string, Version>, ReturnType<typeof outcome>]>([
    [
      'does nothing when nothing is open',
      { live: { state: 'live', aws: ['AWSCURRENT'], pair: 'a' } },
      { said: [], states: { live: 'live' } },
    ],
    [
      'asks for the old pair, then tells of the new one',
      {
        old: { state: 'due', aws: ['AWSPREVIOUS'], pair: 'a' },
        new: { state: 'staged', aws: ['AWSCURRENT'], pair: 'b' },
      },
      { said: ['request old', 'announce new'], states: { old: 'requested', new: 'live' } },
    ],
    [
      'leaves a due of a move still to come alone',
      {
        live: { state: 'due', aws: ['AWSCURRENT'], pair: 'a' },
        next: { state: 'staged', aws: ['AWSPENDING'], pair: 'b' },
      },
      { said: [], states: { live: 'due', next: 'staged' } },
    ],
    [
      'takes a due back when its move was given up',
      { live: { state: 'due', aws: ['AWSCURRENT'], pair: 'a' }, next: { state: 'staged', pair: 'b' } },
      { said: [], states: { live: 'live', next: undefined } },
    ],
    [
      'labels a first pair that was put by hand',
      { live: { aws: ['AWSCURRENT'], pair: 'a' } },
      { said: [], states: { live: 'live' } },
    ],
    [
      'asks for the pair that a hand-made put replaced',
      {
        old: { state: 'live', liveSince: january, aws: ['AWSPREVIOUS'], pair: 'a' },
        new: { aws: ['AWSCURRENT'], pair: 'b' },
      },
      { said: ['request old'], states: { old: 'requested', new: 'live' } },
    ],
    [
      'closes the other version of a re-saved pair without a word',
      {
        old: { state: 'live', liveSince: january, aws: ['AWSPREVIOUS'], pair: 'a' },
        new: { aws: ['AWSCURRENT'], pair: 'a' },
      },
      { said: [], states: { old: undefined, new: 'live' } },
    ],
    [
      'withdraws the request for a pair that is live again',
      {
        back: { state: 'requested', liveSince: january, aws: ['AWSCURRENT'], pair: 'a' },
        left: { state: 'live', liveSince: june, aws: ['AWSPREVIOUS'], pair: 'b' },
      },
      { said: ['withdraw back'], states: { back: 'live', left: 'rolled-back' } },
    ],
    [
      'withdraws the request for a pair that was put again by hand',
      {
        first: { state: 'requested', liveSince: january, pair: 'a' },
        left: { state: 'live', liveSince: june, aws: ['AWSPREVIOUS'], pair: 'b' },
        again: { aws: ['AWSCURRENT'], pair: 'a' },
      },
      { said: ['withdraw first'], states: { first: undefined, left: 'rolled-back', again: 'live' } },
    ],
    [
      'asks for a rolled back pair once a different one is live',
      {
        back: { state: 'due', liveSince: january, aws: ['AWSPREVIOUS'], pair: 'a' },
        left: { state: 'rolled-back', at: june, pair: 'b' },
        new: { state: 'staged', aws: ['AWSCURRENT'], pair: 'c' },
      },
      {
        said: ['request back', 'request left', 'announce new'],
        states: { back: 'requested', left: 'requested', new: 'live' },
      },
    ],
    [
      'takes a rolled back pair up again without asking for it',
      {
        back: { state: 'due', liveSince: january, aws: ['AWSPREVIOUS'], pair: 'a' },
        left: { state: 'rolled-back', at: june, liveSince: june, pair: 'b' },
        again: { state: 'staged', aws: ['AWSCURRENT'], pair: 'b' },
      },
      { said: ['request back', 'announce again'], states: { back: 'requested', left: undefined, again: 'live' } },
    ],
    [
      'closes what holds no pair without a mail',
      {
        broken: { state: 'live', aws: ['AWSPREVIOUS'] },
        new: { state: 'live', liveSince: june, aws: ['AWSCURRENT'], pair: 'b' },
      },
      { said: [], states: { broken: undefined, new: 'live' } },
    ],
    [
      'asks for a pair whose promotion was cut off and replaced by hand',
      { cut: { state: 'staged', aws: ['AWSPREVIOUS'], pair: 'a' }, new: { aws: ['AWSCURRENT'], pair: 'b' } },
      { said: ['request cut'], states: { cut: 'requested', new: 'live' } },
    ],
  ])('%s', (_, versions, expected) => {
    expect(outcome(versions)).toEqual(expected);
  });

  it('asks nothing of support before the live pair has logged in', () => {
    const versions: Record<string, Version> = {
      old: { state: 'due', aws: ['AWSPREVIOUS'], pair: 'a' },
      new: { state: 'staged', aws: ['AWSCURRENT'], pair: 'b' },
    };
    expect(outcome(versions, false)).toEqual({ said: ['announce new'], states: { old: 'due', new: 'live' } });
  });

  it('keeps the age of a pair that was saved again', () => {
    const { situation: end } = settled(
      situation({
        old: { state: 'live', liveSince: '2025-03-01T00:00:00Z', aws: ['AWSPREVIOUS'], pair: 'a' },
        new: { aws: ['AWSCURRENT'], pair: 'a' },
      }),
    );
    expect(stateOf(end.view, 'new')?.liveSince).toBe('2025-03-01T00:00:00Z');
  });
});

describe('from any arrangement of labels', () => {
  const instants = fc.constantFrom('2025-01-01T00:00:00Z', january, june, now);
  const version = fc.record({
    states: fc.array(fc.record({ state: fc.constantFrom(...states), at: instants, liveSince: instants }), {
      maxLength: 2,
    }),
    pair: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
  });
  const arrangement = fc
    .tuple(fc.array(version, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), fc.nat(), fc.boolean())
    .map(([versions, current, previous, pending, liveProven]): Situation => {
      const ids = versions.map((_, index) => `v${index}`);
      const on = (index: number, id: string, label: string) => (ids[index % ids.length] === id ? [label] : []);
      const given = situation(
        Object.fromEntries(
          ids.map((id, index) => [id, { ...(versions[index]?.pair && { pair: versions[index].pair }) }]),
        ),
        liveProven,
      );
      const labels = (index: number, versionId: string): StateLabel[] =>
        (versions[index]?.states ?? []).map((label) => ({ ...label, versionId }));
      const stages = Object.fromEntries(
        ids.map((id, index) => [
          id,
          [
            ...on(current, id, 'AWSCURRENT'),
            ...(current % ids.length === previous % ids.length ? [] : on(previous, id, 'AWSPREVIOUS')),
            ...on(pending, id, 'AWSPENDING'),
            ...new Set(labels(index, id).map(formatStateLabel)),
          ],
        ]),
      );
      return { ...given, view: { ...given.view, stages } };
    });

  const pairIn = ({ values }: Situation, versionId: string | undefined) => {
    const value = values[versionId ?? '']?.value;
    return value?.kind === 'pair' ? value.pair : undefined;
  };

  it('comes to an end, and never asks for the live pair, nor before it has logged in', () => {
    fc.assert(
      fc.property(arrangement, (given) => {
        const requested = settled(given).repairs.filter(({ kind }) => kind === 'request');
        const live = pairIn(given, currentVersion(given.view));
        return requested.every(({ versionId }) => given.liveProven && !pairIn(given, versionId)?.equals(live));
      }),
      { numRuns: 2000 },
    );
  });
});
