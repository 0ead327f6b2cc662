import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byForce,
  formatStateLabel,
  isReason,
  isUrgent,
  parseStateLabel,
  reasons,
  type State,
  type StateLabel,
  states,
} from '../../../lambda/secrets/state-label.ts';

const longestToken = 'f'.repeat(64);
const at = '2026-11-24T10:00:00Z';
const pair = '0123456789ab';
const start = `octopus/live/at=20261124T100000Z`;

describe('a state label', () => {
  it('reads as a sentence', () => {
    const label = formatStateLabel({
      state: 'due',
      versionId: 'version-of-alice',
      pair,
      at,
      liveSince: '2025-11-24T10:00:00Z',
      reason: 'leak',
      for: 'ba9876543210',
    });
    expect(label).toBe(
      'octopus/due/at=20261124T100000Z/live=20251124T100000Z/reason=leak/pair=0123456789ab/for=ba9876543210/version=version-of-alice',
    );
  });

  const everyField: Omit<StateLabel, 'state'> = {
    versionId: longestToken,
    pair,
    at,
    liveSince: '2025-11-24T10:00:00Z',
    leftAt: '2026-10-24T10:00:00Z',
    reason: 'departure',
    for: 'ba9876543210',
    clientUncompared: true,
    unproven: true,
    chasedAt: '2026-11-25T10:00:00Z',
  };

  it.each(states)('%s survives writing and reading with every field', (state) => {
    expect(parseStateLabel(formatStateLabel({ ...everyField, state }))).toEqual({ ...everyField, state });
  });

  const { clientUncompared, unproven, chasedAt, leftAt, for: successor, ...ofAny } = everyField;

  it.each<[state: State, more: Partial<StateLabel>]>([
    ['staged', { clientUncompared }],
    ['live', { unproven }],
    ['due', { for: successor }],
    ['requested', { for: successor, leftAt, chasedAt }],
    ['rolled-back', { for: successor }],
    ['revoked', { for: successor, leftAt }],
  ])('%s has at most 256 characters, all of them among those that AWS documents for names', (state, more) => {
    for (const reason of reasons) {
      const text = formatStateLabel({ ...ofAny, ...more, state, reason });
      expect(text.length).toBeLessThanOrEqual(256);
      expect(text).toMatch(/^[A-Za-z0-9/_+=.@-]+$/);
    }
  });

  it.each([
    'AWSCURRENT',
    'empty',
    'octopus/',
    `octopus/unheard-of/at=20261124T100000Z/pair=${pair}/version=v`,
    `octopus/live/pair=${pair}/version=v`,
    `another/live/at=20261124T100000Z/pair=${pair}/version=v`,
    `octopus:live,at=20261124T100000Z,pair=${pair},version=v`,
    `octopus/live/at=yesterday/pair=${pair}/version=v`,
    `octopus/live/at=2026-11-24T10:00:00Z/pair=${pair}/version=v`,
    `octopus/live/at=20269924T100000Z/pair=${pair}/version=v`,
    `${start}/pair=${pair}`,
    `${start}/version=v`,
    `${start}/pair=0123456789a/version=v`,
    `${start}/pair=0123456789abc/version=v`,
    `${start}/pair=0123456789AB/version=v`,
    `${start}/pair=0123456789ag/version=v`,
  ])('%j is none of ours', (label) => {
    expect(parseStateLabel(label)).toBeUndefined();
  });

  it.each<[field: string, read: Partial<StateLabel>]>([
    ['', {}],
    ['live=20251124T100000Z', { liveSince: '2025-11-24T10:00:00Z' }],
    ['live=long-ago', {}],
    ['left=20251124T100000Z', { leftAt: '2025-11-24T10:00:00Z' }],
    ['left=long-ago', {}],
    ['reason=leak', { reason: 'leak' }],
    ['reason=boredom', {}],
    ['for=ba9876543210', { for: 'ba9876543210' }],
    ['for=whom', {}],
    ['client=uncompared', { clientUncompared: true }],
    ['client=compared', {}],
    ['login=none', { unproven: true }],
    ['login=some', {}],
    ['chased=20261125T100000Z', { chasedAt: '2026-11-25T10:00:00Z' }],
    ['chased=often', {}],
  ])('with %j says no more than that', (field, read) => {
    const isBeforePair = /^(live|left|reason)/.test(field);
    const text = isBeforePair ? `${start}/${field}/pair=${pair}` : `${start}/pair=${pair}${field && `/${field}`}`;
    const label = parseStateLabel(`${text}/version=v`);
    expect(label).toStrictEqual({ state: 'live', versionId: 'v', pair, at, ...read });
    const isWhole = field === '' || Object.keys(read).length > 0;
    expect(label && formatStateLabel(label)).toBe(isWhole ? `${text}/version=v` : `${start}/pair=${pair}/version=v`);
  });

  it('is read from any text without a crash', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string().map((text) => `octopus/${text}`),
      fc.string().map((text) => `${start}/pair=${pair}/reason=${text}/version=v`),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const label = parseStateLabel(text);
        return label === undefined || label.reason === undefined || reasons.includes(label.reason);
      }),
    );
  });
});

describe('of two labels', () => {
  const of = (label: Partial<StateLabel>): StateLabel => ({
    state: 'live',
    versionId: 'v',
    pair,
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
    [
      'the one that was chased after the other was attached',
      { state: 'requested', at: second },
      { state: 'due', chasedAt: '2026-01-01T00:00:02Z' },
    ],
    ['in the same second the further state', { state: 'live' }, { state: 'due' }],
    ['in the same second every state that follows', { state: 'requested' }, { state: 'rolled-back' }],
    ['in the same state the one that knows since when', {}, { liveSince: '2025-12-01T00:00:00Z' }],
    ['and the longer time', { liveSince: '2025-12-01T00:00:00Z' }, { liveSince: '2025-11-01T00:00:00Z' }],
    ['and the one that has logged in', { unproven: true }, {}],
  ])('%s is in force', (_, earlier, counts) => {
    const labels = [of(earlier), of(counts)];
    const [inForce] = labels.toSorted(byForce);
    const [inForceTheOtherWay] = labels.toReversed().toSorted(byForce);
    expect([inForce, inForceTheOtherWay]).toEqual([of(counts), of(counts)]);
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

it.each<[unknown, boolean]>([
  ...reasons.map((reason) => [reason, true] as [unknown, boolean]),
  ['boredom', false],
  ['', false],
  [undefined, false],
])('%j is a reason: %s', (text, expected) => {
  expect(isReason(text)).toBe(expected);
});
