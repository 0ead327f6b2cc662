import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatStateLabel,
  inForce,
  isInstant,
  isUrgent,
  parseStateLabel,
  reasons,
  type StateLabel,
  states,
  toInstant,
} from '../../../lambda/secrets/state-label.ts';

const longestToken = 'f'.repeat(64);

describe('a state label', () => {
  it('reads as a sentence', () => {
    expect(
      formatStateLabel({
        state: 'due',
        versionId: 'version-of-alice',
        at: '2026-11-24T10:00:00Z',
        liveSince: '2025-11-24T10:00:00Z',
        reason: 'leak',
      }),
    ).toBe('octopus:due,at=2026-11-24T10:00:00Z,live=2025-11-24T10:00:00Z,reason=leak,version=version-of-alice');
  });

  it.each(states)('%s survives writing and reading, in at most 256 characters', (state) => {
    const label: StateLabel = {
      state,
      versionId: longestToken,
      at: '2026-11-24T10:00:00Z',
      liveSince: '2025-11-24T10:00:00Z',
      reason: 'departure',
      clientUncompared: true,
    };
    expect(parseStateLabel(formatStateLabel(label))).toEqual(label);
    expect(formatStateLabel(label).length).toBeLessThanOrEqual(256);
  });

  it.each([
    'AWSCURRENT',
    'empty',
    'octopus:',
    'octopus:unheard-of,at=2026-11-24T10:00:00Z,version=v',
    'octopus:live,version=v',
    'another:live,at=2026-11-24T10:00:00Z,version=v',
    'octopus:live,at=yesterday,version=v',
    'octopus:live,at=2026-99-24T10:00:00Z,version=v',
    'octopus:live,at=2026-11-24T10:00:00Z',
  ])('%j is none of ours', (label) => {
    expect(parseStateLabel(label)).toBeUndefined();
  });

  it.each<[field: string, read: Partial<StateLabel>]>([
    ['', {}],
    ['live=2025-11-24T10:00:00Z', { liveSince: '2025-11-24T10:00:00Z' }],
    ['live=long-ago', {}],
    ['reason=leak', { reason: 'leak' }],
    ['reason=boredom', {}],
    ['client=uncompared', { clientUncompared: true }],
    ['client=compared', {}],
    ['login=none', { unproven: true }],
    ['login=some', {}],
    ['chased=2026-11-25T10:00:00Z', { chasedAt: '2026-11-25T10:00:00Z' }],
    ['chased=often', {}],
  ])('with %j says no more than that', (field, read) => {
    const at = '2026-11-24T10:00:00Z';
    const label = parseStateLabel(`octopus:live,at=${at}${field && `,${field}`},version=v`);
    expect(label).toEqual({ state: 'live', versionId: 'v', at, ...read });
    if (label !== undefined && Object.keys(read).length > 0) {
      expect(formatStateLabel(label)).toBe(`octopus:live,at=${at},${field},version=v`);
    }
  });

  it('is read from any text without a crash', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `octopus:${text}`),
        ),
        (text) => {
          const label = parseStateLabel(text);
          return label === undefined || label.reason === undefined || reasons.includes(label.reason);
        },
      ),
    );
  });
});

describe('of two labels', () => {
  const of = (label: Partial<StateLabel>): StateLabel => ({
    state: 'live',
    versionId: 'v',
    at: '2026-01-01T00:00:00Z',
    ...label,
  });
  const second = '2026-01-01T00:00:01Z';

  it.each<[string, earlier: Partial<StateLabel>, counts: Partial<StateLabel>]>([
    ['the one that was attached last', { state: 'requested' }, { state: 'live', at: second }],
    [
      'the one that was attached last, whenever support was chased before',
      { state: 'requested' },
      { state: 'requested', at: second, chasedAt: '2025-12-01T00:00:00Z' },
    ],
    ['the one with the later chase', { state: 'requested' }, { state: 'requested', chasedAt: second }],
    ['in the same second the further state', { state: 'live' }, { state: 'due' }],
    ['in the same state the one that knows since when', {}, { liveSince: '2025-12-01T00:00:00Z' }],
    ['and the longer time', { liveSince: '2025-12-01T00:00:00Z' }, { liveSince: '2025-11-01T00:00:00Z' }],
    ['and the one that has logged in', { unproven: true }, {}],
  ])('%s counts', (_, earlier, counts) => {
    const labels = [of(earlier), of(counts)];
    expect([inForce(labels), inForce(labels.toReversed())]).toEqual([of(counts), of(counts)]);
  });
});

it.each([
  ['leak', true],
  ['departure', true],
  ['scheduled', false],
  ['other', false],
  [undefined, false],
] as const)('the reason %s is urgent: %s', (reason, urgent) => {
  expect(isUrgent(reason)).toBe(urgent);
});

it('an instant is UTC, to the second', () => {
  expect(toInstant(new Date('2026-11-24T10:00:00.987Z'))).toBe('2026-11-24T10:00:00Z');
  expect(
    [
      '2026-11-24T10:00:00Z',
      '+002026-11-24T10:00:00Z',
      '2026-11-24T10:00:00.000Z',
      '2026-11-24T10:00:00Z (x)',
      '2026-11-24',
      7,
    ].map(isInstant),
  ).toEqual([true, false, false, false, false, false]);
});
