import { describe, expect, it } from 'vitest';
import { earliestRequest, isAtOnce, isHandoverOver, latestRequest } from '../../../lambda/handover/hold.ts';
import { parseStateLabel } from '../../../lambda/secrets/state-label.ts';

const settings = { hours: 24, atMostDays: 14 };
const none = { hours: 0, atMostDays: 14 };

/** A pair that was replaced on 1 November at noon. */
function due(fields = '') {
  const text = `octopus/due/at=20261101T120000Z${fields}/pair=aaaaaaaaaaaa/version=old`;
  const label = parseStateLabel(text);
  if (label === undefined) throw new Error(`${text} is no label`);
  return label;
}

describe('a request', () => {
  it.each([
    ['after a planned rotation waits 24 hours, and 14 days at most', '', settings, '2026-11-02T12', '2026-11-15T12'],
    ['for no known reason waits as well', '/reason=other', settings, '2026-11-02T12', '2026-11-15T12'],
    ['after a leak waits for nothing', '/reason=leak', settings, '2026-11-01T12', '2026-11-01T12'],
    ['after a departure waits for nothing', '/reason=departure', settings, '2026-11-01T12', '2026-11-01T12'],
    ['waits for nothing where the settings allow for no hand-over', '', none, '2026-11-01T12', '2026-11-01T12'],
    ['that is put off waits until then', '/until=20261105T000000Z', settings, '2026-11-05T00', '2026-11-15T12'],
    ['put off for longer waits for nobody then', '/until=20261201T000000Z', settings, '2026-12-01T00', '2026-12-01T00'],
    [
      'put off for less than the hours waits for these',
      '/until=20261101T130000Z',
      settings,
      '2026-11-02T12',
      '2026-11-15T12',
    ],
    [
      'that is put off waits without a hand-over as well',
      '/until=20261105T000000Z',
      none,
      '2026-11-05T00',
      '2026-11-15T12',
    ],
    [
      'that is put off waits for nothing after a leak',
      '/reason=leak/until=20261105T000000Z',
      settings,
      '2026-11-01T12',
      '2026-11-01T12',
    ],
  ])('%s', (_, fields, given, earliest, latest) => {
    expect(earliestRequest(due(fields), given)).toBe(`${earliest}:00:00Z`);
    expect(latestRequest(due(fields), given)).toBe(`${latest}:00:00Z`);
    expect(isAtOnce(due(fields), given)).toBe(latest === '2026-11-01T12');
  });

  it.each([
    ['a second before the hours are over', '', '2026-11-02T11:59:59Z', false],
    ['when the hours are over', '', '2026-11-02T12:00:00Z', true],
    ['a second before the date until which it was put off', '/until=20261105T000000Z', '2026-11-04T23:59:59Z', false],
    ['on that date', '/until=20261105T000000Z', '2026-11-05T00:00:00Z', true],
    ['when it has begun', '/until=20261105T000000Z/request=begun', '2026-11-01T12:00:00Z', true],
    ['after a leak', '/reason=leak', '2026-11-01T12:00:00Z', true],
  ])('%s: its hand-over is over or not', (_, fields, now, isOver) => {
    expect(isHandoverOver(due(fields), settings, now)).toBe(isOver);
  });
});
