import { describe, expect, it } from 'vitest';
import type { LoggingFunction } from '../../../../cli/aws/function-logs.ts';
import { describeEntries, describeMissing } from '../../../../cli/history/describe-history.ts';
import type { HistoryEntry } from '../../../../cli/history/history-entry.ts';
import { type Missing, mergeHistory } from '../../../../cli/history/merge-history.ts';
import { aLabel } from '../../../support/a-label.ts';

const now = new Date('2026-06-01T00:00:00Z');
const pair = { maskedKey: '…0001', fingerprint: '5a3b8af4c0de' };

const logged = (at: string, what: string, versionId: string, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  at,
  what,
  versionId,
  maskedKey: null,
  fingerprint: null,
  why: null,
  knownBy: 'log',
  function: 'rotate',
  times: 1,
  lastAt: at,
  ...more,
});

interface Given {
  /** Labels and the making of each version. */
  readonly versions?: Readonly<Record<string, { readonly madeAt: string; readonly labels?: readonly string[] }>>;
  readonly entries?: readonly HistoryEntry[];
  readonly madeAt?: string;
  readonly unreadable?: number;
  readonly withoutLog?: readonly LoggingFunction[];
}

function merge({ versions = {}, entries = [], madeAt = '2026-01-01T00:00:00.000Z', ...given }: Given) {
  const listed = Object.entries(versions);
  const { entries: shown, missing } = mergeHistory({
    now,
    view: { stages: Object.fromEntries(listed.map(([id, { labels = [] }]) => [id, labels])) },
    dated: { madeAt, versions: listed.map(([versionId, version]) => ({ versionId, madeAt: version.madeAt })) },
    logged: { entries, unreadable: given.unreadable ?? 0 },
    withoutLog: given.withoutLog ?? [],
  });
  return {
    entries: shown,
    shown: shown.map(({ at, what, knownBy, why }) => [at.slice(0, 16), what, knownBy, why]),
    missing,
  };
}

const madeAt = '2026-02-01T10:00:00.000Z';
const inShort = 'live at=2026-02-01T10:00:05Z live=2026-02-01T10:00:05Z';
const live = aLabel(inShort, 'one');

describe('the history of a credential', () => {
  it('shows once what log and label both know, in the words of the log', () => {
    const entries = [
      logged('2026-02-01T10:00:01.000Z', 'staged', 'one', { ...pair, why: 'leak' }),
      logged('2026-02-01T10:00:05.300Z', 'promoted', 'one', { ...pair, why: 'leak' }),
    ];
    const { shown, missing } = merge({ versions: { one: { madeAt, labels: ['AWSCURRENT', live] } }, entries });
    expect(shown).toStrictEqual([
      ['2026-02-01T10:00', 'staged', 'log', 'leak'],
      ['2026-02-01T10:00', 'promoted', 'log', 'leak'],
    ]);
    expect(missing).toStrictEqual([]);
  });

  it('takes from labels and dates what the log does not have, and says so', () => {
    const labels = [
      aLabel(
        'requested at=2026-03-01T00:00:00Z live=2026-02-01T10:00:05Z reason=leak chased=2026-03-05T00:00:00Z',
        'one',
      ),
      aLabel('reminder rung=d30 live=2026-02-01T10:00:05Z at=2026-02-20T06:00:00Z', 'one'),
    ];
    const { shown, missing } = merge({ versions: { one: { madeAt, labels } } });
    expect(shown).toStrictEqual([
      ['2026-02-01T10:00', 'made', 'date', null],
      ['2026-02-01T10:00', 'promoted', 'label', null],
      ['2026-02-20T06:00', 'reminded', 'label', 'd30'],
      ['2026-03-01T00:00', 'requested', 'label', 'leak'],
      ['2026-03-05T00:00', 'chased', 'label', null],
    ]);
    expect(missing).toStrictEqual([{ kind: 'known-by-label', count: 4, versionIds: ['one'] }]);
  });

  it.each([
    ['staged', 'staged'],
    ['due', 'due'],
    ['requested', 'requested'],
    ['rolled-back', 'rolled-back'],
    ['revoked', 'proved'],
  ])('calls the state %s what the log calls it: %s', (state, what) => {
    const labels = [aLabel(`${state} at=2026-03-01T00:00:00Z`, 'one')];
    expect(merge({ versions: { one: { madeAt, labels } } }).shown.at(-1)?.[1]).toBe(what);
    const entries = [logged('2026-03-01T00:00:01.000Z', what, 'one')];
    const { shown } = merge({ versions: { one: { madeAt, labels } }, entries });
    expect(shown.filter(([, , knownBy]) => knownBy === 'label')).toStrictEqual([]);
  });

  it('takes a line and a label for one transition only when both are of the same time', () => {
    const entries = [logged('2026-04-10T00:00:00.000Z', 'live', 'one')];
    const { shown } = merge({ versions: { one: { madeAt, labels: [live] } }, entries });
    expect(shown.map(([at, what, knownBy]) => [at, what, knownBy])).toStrictEqual([
      ['2026-02-01T10:00', 'made', 'date'],
      ['2026-02-01T10:00', 'promoted', 'label'],
      ['2026-04-10T00:00', 'live', 'log'],
    ]);
  });

  it.each([
    ['2026-02-01T09:59:30.000Z', 'by a clock that is half a minute behind'],
    ['2026-02-02T06:00:00.000Z', 'by the watch of the next day, after a crash'],
  ])('takes a line of %s as that of a label: %s', (at) => {
    const entries = [logged(at, 'promoted', 'one')];
    const { shown } = merge({ versions: { one: { madeAt, labels: [live] } }, entries });
    expect(shown.filter(([, what]) => what === 'promoted').map(([, , knownBy]) => knownBy)).toStrictEqual(['log']);
  });

  it('needs no date of a version that a rotation took a pair into, however late', () => {
    const entries = [logged('2026-02-20T10:00:00.000Z', 'staged', 'one')];
    expect(merge({ versions: { one: { madeAt } }, entries }).shown.map(([, what]) => what)).toStrictEqual(['staged']);
  });

  it('distinguishes the first promotion of a pair from its return', () => {
    const back = aLabel('live at=2026-04-01T00:00:00Z live=2026-02-01T10:00:05Z', 'one');
    expect(merge({ versions: { one: { madeAt, labels: [back] } } }).shown.slice(1)).toStrictEqual([
      ['2026-02-01T10:00', 'promoted', 'label', null],
      ['2026-04-01T00:00', 'live', 'label', null],
    ]);
  });

  it('does not promote a version before it was made: its pair was live in an earlier one', () => {
    const twin = aLabel('live at=2026-04-01T00:00:00Z live=2026-02-01T10:00:05Z', 'two');
    const two = { madeAt: '2026-04-01T00:00:00.000Z', labels: [twin] };
    const entries = [logged('2026-02-01T10:00:06.000Z', 'promoted', 'one', pair)];
    expect(merge({ versions: { two } }).shown[0]).toStrictEqual([
      '2026-02-01T10:00',
      'promoted',
      'label',
      'in an earlier version',
    ]);
    expect(merge({ versions: { two }, entries }).shown.map(([, what, knownBy]) => [what, knownBy])).toStrictEqual([
      ['promoted', 'log'],
      ['made', 'date'],
      ['live', 'label'],
    ]);
  });

  it('names the pair of a version by any line about it, but for a refusal, whose pair was another', () => {
    const ofRefusal = [logged('2026-02-01T10:00:00.000Z', 'refused', 'one', pair)];
    const ofPromotion = [logged('2026-02-01T10:00:06.000Z', 'promoted', 'one', pair)];
    const labels = [aLabel('due at=2026-05-01T00:00:00Z', 'one')];
    const named = (entries: readonly HistoryEntry[]) =>
      merge({ versions: { one: { madeAt, labels } }, entries }).entries.at(-1)?.maskedKey;
    expect([named(ofRefusal), named(ofPromotion)]).toStrictEqual([null, '…0001']);
  });

  it('takes the end of the key, where a line names the fingerprint alone, from another entry of the pair', () => {
    const { fingerprint } = pair;
    const entries = [
      logged('2026-02-01T10:00:06.000Z', 'promoted', 'one', pair),
      logged('2026-05-01T00:00:00.000Z', 'due', 'copy', { fingerprint }),
      logged('2026-05-02T00:00:00.000Z', 'due', 'other', { fingerprint: '0123456789ab' }),
      logged('2026-05-03T00:00:00.000Z', 'refused', 'none'),
    ];
    const named = merge({ entries }).entries.map((entry) => [entry.versionId, entry.maskedKey, entry.fingerprint]);
    expect(named).toStrictEqual([
      ['one', '…0001', fingerprint],
      ['copy', '…0001', fingerprint],
      ['other', null, '0123456789ab'],
      ['none', null, null],
    ]);
  });

  it('names the pair of a label that no line is about by its fingerprint', () => {
    const labels = [aLabel(`due at=2026-05-01T00:00:00Z pair=${pair.fingerprint}`, 'copy')];
    const versions = { copy: { madeAt, labels } };
    const named = (entries: readonly HistoryEntry[]) =>
      merge({ versions, entries }).entries.map(({ what, maskedKey, fingerprint }) => [what, maskedKey, fingerprint]);
    expect(named([])).toStrictEqual([
      ['made', null, pair.fingerprint],
      ['due', null, pair.fingerprint],
    ]);
    expect(named([logged('2026-02-01T09:00:00.000Z', 'promoted', 'one', pair)]).slice(1)).toStrictEqual([
      ['made', '…0001', pair.fingerprint],
      ['due', '…0001', pair.fingerprint],
    ]);
  });

  it('ignores labels that are none of ours, or were moved here from another version', () => {
    const labels = ['AWSPREVIOUS', 'octopus/live/at=nonsense', 'mine', aLabel(inShort, 'two')];
    expect(merge({ versions: { one: { madeAt, labels } } }).shown).toHaveLength(1);
  });
});

describe('what could not be found', () => {
  const versions = { one: { madeAt } };
  const gone = logged('2026-02-01T10:00:05.000Z', 'promoted', 'gone');
  it.each<[string, Given, readonly Missing[]]>([
    ['nothing', {}, []],
    [
      'lines that are older than a year, where the secret is',
      { madeAt: '2025-05-31T00:00:00.000Z' },
      [{ kind: 'lines-not-kept', before: '2025-06-01T00:00:00.000Z' }],
    ],
    ['no lines that are older than the secret', { madeAt: '2025-06-01T00:00:00.000Z' }, []],
    [
      'what was before the oldest line, where somebody had them kept for longer',
      { madeAt: '2024-01-01T00:00:00.000Z', entries: [logged('2024-03-01T00:00:00.000Z', 'promoted', 'gone')] },
      [
        { kind: 'lines-not-kept', before: '2024-03-01T00:00:00.000Z' },
        { kind: 'version-gone', versionIds: ['gone'] },
      ],
    ],
    ['a log group', { withoutLog: ['watch'] }, [{ kind: 'no-log-group', function: 'watch' }]],
    ['a version with neither line nor label', { versions }, [{ kind: 'known-by-date', versionIds: ['one'] }]],
    [
      'a version that AWS does not keep any more',
      { entries: [gone] },
      [{ kind: 'version-gone', versionIds: ['gone'] }],
    ],
    ['lines that cannot be read', { unreadable: 2 }, [{ kind: 'lines-not-readable', count: 2 }]],
  ])('is %s', (_, given, missing) => {
    expect(merge(given).missing).toStrictEqual(missing);
  });

  it('is said in a sentence each', () => {
    const all: readonly Missing[] = [
      { kind: 'lines-not-kept', before: '2025-06-01T00:00:00.000Z' },
      { kind: 'no-log-group', function: 'watch' },
      { kind: 'known-by-label', count: 1, versionIds: ['11111111-2222'] },
      { kind: 'known-by-date', versionIds: ['11111111-2222', '33333333-4444'] },
      { kind: 'version-gone', versionIds: ['11111111-2222'] },
      { kind: 'lines-not-readable', count: 1 },
    ];
    expect(all.map(describeMissing).join('\n')).toMatchInlineSnapshot(`
      "Log lines are kept for 365 days: of what happened before 2025-06-01 only labels and dates of versions are left, and a label holds only the last state.
      The function watch has no log group: what it did is known from labels alone.
      1 transition marked (label): known from a label on the version, and not from the log.
      Only the date is known of 2 versions: 11111111, 33333333. A deployment, a refused rotation, or a value written manually makes such versions.
      AWS has deleted 1 version that the log names: 11111111.
      1 line of the log could not be read."
    `);
  });
});

describe('the table', () => {
  it('stays within 80 columns, and puts a longer reason on a line of its own', () => {
    const at = '2026-02-01T10:00:05.300Z';
    const entries = [
      logged(at, 'promoted', '0123456789abcdef', { ...pair, why: 'scheduled' }),
      logged(at, 'refused', '0123456789abcdef', { why: 'TooManyOutstanding', times: 12 }),
      logged(at, 'promoted', '0123456789abcdef', { knownBy: 'label', why: 'in an earlier version' }),
      logged(at, 'made', '0123456789abcdef', { knownBy: 'date' }),
      logged(at, 'rolled-back', '0123456789abcdef', { fingerprint: pair.fingerprint, why: 'scheduled' }),
    ];
    expect(describeEntries(entries).join('\n')).toMatchInlineSnapshot(`
      "when (UTC)           what         pair                version   why
      2026-02-01 10:00:05  promoted     …0001 5a3b8af4c0de  01234567  scheduled
      2026-02-01 10:00:05  refused      -                   01234567
          TooManyOutstanding ×12
      2026-02-01 10:00:05  promoted     -                   01234567
          in an earlier version (label)
      2026-02-01 10:00:05  made         -                   01234567  (date)
      2026-02-01 10:00:05  rolled-back  5a3b8af4c0de        01234567  scheduled"
    `);
    expect(describeEntries(entries).filter((line) => line.length > 80)).toStrictEqual([]);
  });

  it('says so when there is nothing', () => {
    expect(describeEntries([])).toStrictEqual(['Nothing is known about this credential.']);
  });
});
