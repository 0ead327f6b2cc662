import { describe, expect, it } from 'vitest';
import { lookUpReaders } from '../../../lambda/handover/look-up-readers.ts';
import type { ReadEvent } from '../../../lambda/handover/read-event.ts';
import { readersOf } from '../../../lambda/handover/readers.ts';

/** `app 09:00`, `app 09:00 old`, `app 09:00 new of i-1`: who read when, which version if it is known, in which session. */
function read(words: string): ReadEvent {
  const [, principal = '', time = '', versionId, session] =
    /^(\w+) (\d\d:\d\d)(?: (old|new))?(?: of ([\w-]+))?$/.exec(words) ?? [];
  return { at: `2026-11-01T${time}:00Z`, principal, versionId, session };
}

interface Row {
  readonly before?: readonly string[];
  readonly since?: readonly string[];
  readonly named?: readonly string[];
}

/** Everybody in a line; the pair was replaced at 12:00. */
function readers({ before = [], since = [], named = [] }: Row): string {
  const found = readersOf(
    { before: before.map(read), since: since.map(read) },
    { oldVersionId: 'old', named, isOwn: (session) => session === 'watch' },
  );
  return found
    .map(({ principal, isBehind, lastReadAt = '' }) =>
      [principal, isBehind ? 'behind' : 'ready', lastReadAt.slice(11, 16)].join(' ').trim(),
    )
    .join(', ');
}

describe('a reader', () => {
  it.each<[what: string, given: Row, found: string]>([
    ['that has not read since is behind', { before: ['app 09:00'] }, 'app behind 09:00'],
    ['that has read since is not', { before: ['app 09:00'], since: ['app 12:01'] }, 'app ready 12:01'],
    ['that has read the old version since is behind', { since: ['app 12:01 old'] }, 'app behind 12:01'],
    ['that has read the new version is not', { since: ['app 12:01 new'] }, 'app ready 12:01'],
    ['that reads both is not', { since: ['app 12:01 new', 'app 12:02 old'] }, 'app ready 12:02'],
    ['that came later is not behind', { since: ['app 12:01'] }, 'app ready 12:01'],
    ['that is named and was never seen is behind', { named: ['app'] }, 'app behind'],
    ['that is named and was seen appears once', { named: ['app'], before: ['app 09:00'] }, 'app behind 09:00'],
    ['of several sessions is one', { before: ['app 09:00 of i-1'], since: ['app 12:01 of i-2'] }, 'app ready 12:01'],
    ['in a session of ours is none', { before: ['fn 09:00 of watch'], since: ['fn 12:01 of watch'] }, ''],
    [
      'of ours in another session is one',
      { before: ['fn 09:00 of i-1'], since: ['fn 12:01 of watch'] },
      'fn behind 09:00',
    ],
    [
      'is listed behind first, then by name',
      { before: ['b 09:00', 'a 09:01'], since: ['b 12:01', 'c 12:02'] },
      'a behind 09:01, b ready 12:01, c ready 12:02',
    ],
    ['is nobody when nobody reads', {}, ''],
  ])('%s', (_, given, found) => {
    expect(readers(given)).toBe(found);
  });
});

describe('the look-up', () => {
  const at = '2026-11-01T12:00:00Z';
  const now = new Date('2026-11-02T12:00:00Z');
  const about = { now, named: ['named'], environment: 'sandbox' };

  it('asks for the 30 days before, and for the time since, separately', async () => {
    const asked: string[] = [];
    const lookUp = async ({ from, to }: { from: Date; to: Date }) => {
      asked.push(`${from.toISOString()} to ${to.toISOString()}`);
      return { events: [], notLookedUp: [] };
    };
    await lookUpReaders(lookUp, { at, versionId: 'old' }, about);
    expect(asked).toEqual([
      '2026-10-02T12:00:00.000Z to 2026-11-01T12:00:00.000Z',
      '2026-11-01T12:00:00.000Z to 2026-11-02T12:00:00.000Z',
    ]);
  });

  it('counts a read in the second of the promotion as one before it, and leaves out each of our functions', async () => {
    const own = ['rotate', 'watch', 'rollback'].map((name) => `own 09:00 of octopus-cards-sandbox-${name}`);
    const events = [...own, 'app 12:00', 'other 09:00 of octopus-cards-production-watch'].map(read);
    const lookUp = async ({ from, to }: { from: Date; to: Date }) => ({
      events: events.filter((event) => from <= new Date(event.at) && new Date(event.at) <= to),
      notLookedUp: ['CloudTrail did not answer.'],
    });
    const { readers: found, notLookedUp } = await lookUpReaders(lookUp, { at, versionId: 'old' }, about);
    expect(found.map(({ principal, isBehind }) => `${principal} ${isBehind}`)).toEqual([
      'app true',
      'named true',
      'other true',
    ]);
    expect(notLookedUp).toEqual(['CloudTrail did not answer.']);
  });
});
