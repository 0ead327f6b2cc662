import { describe, expect, it } from 'vitest';
import { parseStateLabel } from '../../../lambda/secrets/state-label.ts';
import {
  formatPulse,
  formatReminder,
  type PulseLabel,
  parseWatchLabel,
  type ReminderLabel,
  troubles,
} from '../../../lambda/watch/watch-label.ts';

const versionId = 'f'.repeat(64);
const at = '2026-11-24T10:00:00Z';
const reminder: ReminderLabel = { kind: 'reminder', versionId, rung: 'd30', liveSince: at, at };

describe('the label of a reminder', () => {
  it('survives writing and reading, and is no state', () => {
    const text = formatReminder(reminder);
    expect(text.length).toBeLessThanOrEqual(256);
    expect(parseWatchLabel(text)).toEqual(reminder);
    expect(parseStateLabel(text)).toBeUndefined();
  });
});

describe('the label of a pulse', () => {
  it.each(troubles)(
    'with %s and a rotation that is stuck survives writing and reading, in at most 256 characters',
    (kind) => {
      const label: PulseLabel = {
        kind: 'pulse',
        versionId,
        trouble: { kind, since: at, told: at },
        stuck: { token: 'ab12cd34', since: at, told: at },
      };
      const text = formatPulse(label) ?? '';
      expect(text.length).toBeLessThanOrEqual(256);
      expect(parseWatchLabel(text)).toEqual(label);
      expect(parseStateLabel(text)).toBeUndefined();
    },
  );

  it.each<[what: string, label: Omit<PulseLabel, 'kind' | 'versionId'>, text: string]>([
    ['a trouble', { trouble: { kind: 'LivePairDead', since: at } }, `trouble=LivePairDead,since=${at}`],
    [
      'a trouble that was told',
      { trouble: { kind: 'Inconclusive', since: at, told: at } },
      `trouble=Inconclusive,since=${at},told=${at}`,
    ],
    ['a rotation that is stuck', { stuck: { token: 'ab12cd34', since: at } }, `stuck=ab12cd34,seen=${at}`],
    [
      'a rotation that is stuck, as was told',
      { stuck: { token: 'ab12cd34', since: at, told: at } },
      `stuck=ab12cd34,seen=${at},stucktold=${at}`,
    ],
  ])('with %s alone says nothing else', (_, label, text) => {
    const whole = `octopus:pulse,${text},version=${versionId}`;
    expect(formatPulse({ kind: 'pulse', versionId, ...label })).toBe(whole);
    expect(parseWatchLabel(whole)).toEqual({ kind: 'pulse', versionId, ...label });
  });

  it('is not there while all is well', () => {
    expect(formatPulse({ kind: 'pulse', versionId })).toBeUndefined();
  });
});

it.each([
  'AWSCURRENT',
  'another:pulse,version=v',
  'octopus:other,rung=d30,live=none,at=2026-11-24T10:00:00Z,version=v',
  'octopus:reminder,live=none,at=2026-11-24T10:00:00Z,version=v',
  'octopus:live,at=2026-11-24T10:00:00Z,version=v',
  'octopus:reminder,rung=d30,at=2026-11-24T10:00:00Z,version=v',
  'octopus:reminder,rung=d30,live=none,at=soon,version=v',
  'octopus:pulse,trouble=LivePairDead,since=2026-11-24T10:00:00Z',
])('%j is no label of the watch', (text) => {
  expect(parseWatchLabel(text)).toBeUndefined();
});

it.each([
  'trouble=LivePairDead,since=soon',
  'trouble=unheard-of,since=2026-11-24T10:00:00Z',
  'since=2026-11-24T10:00:00Z',
  'stuck=ab12cd34,seen=soon',
  'seen=2026-11-24T10:00:00Z',
])('a pulse that somebody has spoilt to %j knows no trouble', (fields) => {
  expect(parseWatchLabel(`octopus:pulse,${fields},version=v`)).toEqual({ kind: 'pulse', versionId: 'v' });
});
