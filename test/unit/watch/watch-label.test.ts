import { describe, expect, it } from 'vitest';
import { parseStateLabel } from '../../../lambda/secrets/state-label.ts';
import {
  formatHealth,
  formatReminder,
  type HealthLabel,
  parseWatchLabel,
  type ReminderLabel,
  troubles,
} from '../../../lambda/watch/watch-label.ts';

const versionId = 'f'.repeat(64);
const at = '2026-11-24T10:00:00Z';
const compact = '20261124T100000Z';
const reminder: ReminderLabel = { kind: 'reminder', versionId, rung: 'd30', liveSince: at, at };

describe('the label of a reminder', () => {
  it('survives writing and reading, and is no state', () => {
    const text = formatReminder(reminder);
    expect(text.length).toBeLessThanOrEqual(256);
    expect(parseWatchLabel(text)).toEqual(reminder);
    expect(parseStateLabel(text)).toBeUndefined();
  });
});

describe('the label of the health of a live pair', () => {
  it.each(troubles)(
    'with %s and a rotation that is stuck survives writing and reading, in at most 256 characters',
    (kind) => {
      const label: HealthLabel = {
        kind: 'health',
        versionId,
        trouble: { kind, since: at, notified: at },
        stuck: { token: 'ab12cd34', since: at, notified: at },
      };
      const text = formatHealth(label) ?? '';
      expect(text.length).toBeLessThanOrEqual(256);
      expect(parseWatchLabel(text)).toEqual(label);
      expect(parseStateLabel(text)).toBeUndefined();
    },
  );

  it.each<[what: string, label: Omit<HealthLabel, 'kind' | 'versionId'>, text: string]>([
    ['a trouble', { trouble: { kind: 'LivePairDead', since: at } }, `trouble=LivePairDead/since=${compact}`],
    [
      'a trouble that was reported',
      { trouble: { kind: 'Inconclusive', since: at, notified: at } },
      `trouble=Inconclusive/since=${compact}/notified=${compact}`,
    ],
    ['a rotation that is stuck', { stuck: { token: 'ab12cd34', since: at } }, `stuck=ab12cd34/seen=${compact}`],
    [
      'a rotation that is stuck, as was reported',
      { stuck: { token: 'ab12cd34', since: at, notified: at } },
      `stuck=ab12cd34/seen=${compact}/reported=${compact}`,
    ],
  ])('with %s alone says nothing else', (_, label, text) => {
    const whole = `octopus/health/${text}/version=${versionId}`;
    expect(formatHealth({ kind: 'health', versionId, ...label })).toBe(whole);
    expect(parseWatchLabel(whole)).toEqual({ kind: 'health', versionId, ...label });
  });

  it('is not there while all is well', () => {
    expect(formatHealth({ kind: 'health', versionId })).toBeUndefined();
  });
});

it.each([
  'AWSCURRENT',
  'another/health/version=v',
  'octopus/other/rung=d30/live=none/at=20261124T100000Z/version=v',
  'octopus/reminder/live=none/at=20261124T100000Z/version=v',
  'octopus/live/at=20261124T100000Z/version=v',
  'octopus/reminder/rung=d30/at=20261124T100000Z/version=v',
  'octopus/reminder/rung=d30/live=none/at=soon/version=v',
  'octopus/health/trouble=LivePairDead/since=20261124T100000Z',
])('%j is no label of the watch', (text) => {
  expect(parseWatchLabel(text)).toBeUndefined();
});

it.each([
  'trouble=LivePairDead/since=soon',
  'trouble=unheard-of/since=20261124T100000Z',
  'since=20261124T100000Z',
  'stuck=ab12cd34/seen=soon',
  'seen=20261124T100000Z',
])('a label that somebody has spoilt to %j knows no trouble', (fields) => {
  expect(parseWatchLabel(`octopus/health/${fields}/version=v`)).toEqual({ kind: 'health', versionId: 'v' });
});
