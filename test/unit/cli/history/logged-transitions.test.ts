import { describe, expect, it } from 'vitest';
import type { LoggedLine } from '../../../../cli/aws/function-logs.ts';
import { readTransitions, transitionsOf } from '../../../../cli/history/logged-transitions.ts';
import { parseFilterPattern } from '../../../../local/aws/logs/filter-pattern.ts';

const transition = { message: 'transition', credential: 'api', what: 'promoted', versionId: 'one' };
const pair = { maskedKey: '…0001', fingerprint: '5a3b8af4c0de' };
const line = (at: string, fields: object, writer: LoggedLine['function'] = 'rotate'): LoggedLine => ({
  at: `2026-01-${at}`,
  function: writer,
  fields: { ...fields },
});
const first = '01T10:00:00.000Z';

describe('the pattern of a credential', () => {
  it.each([
    [transition, true],
    [{ ...transition, credential: 'api-2' }, false],
    [{ ...transition, credential: 'ap' }, false],
    [{ ...transition, message: 'run done' }, false],
    [{ message: 'transition' }, false],
  ])('of %j says %s', (fields, fits) => {
    expect(parseFilterPattern(transitionsOf('api'))(fields)).toBe(fits);
  });
});

describe('the transitions among the lines', () => {
  it('have what the line has, and nothing that was not written', () => {
    expect(
      readTransitions('api', [line(first, { ...transition, ...pair, why: 'leak', note: 'not ours' })]),
    ).toStrictEqual({
      entries: [
        {
          at: `2026-01-${first}`,
          what: 'promoted',
          versionId: 'one',
          ...pair,
          why: 'leak',
          knownBy: 'log',
          function: 'rotate',
          times: 1,
          lastAt: `2026-01-${first}`,
        },
      ],
      unreadable: 0,
    });
  });

  it.each([
    ['of another credential', { ...transition, credential: 'api-2' }, 0],
    ['of another kind', { ...transition, message: 'run done' }, 0],
    ['without a version', { ...transition, versionId: undefined }, 1],
    ['without a word for what happened', { ...transition, what: {} }, 1],
  ])('are not a line %s', (_, fields, unreadable) => {
    expect(readTransitions('api', [line(first, fields)])).toStrictEqual({ entries: [], unreadable });
  });

  it('show no control character, whoever wrote it', () => {
    const { entries } = readTransitions('api', [line(first, { ...transition, why: '\u001b[2Jgone\n' })]);
    expect(entries[0]?.why).toBe(' [2Jgone ');
  });

  it('are in the order of their time, and of the lines where that is the same', () => {
    const lines = [
      line('02T00:00:00.000Z', { ...transition, what: 'due' }),
      line('02T00:00:00.000Z', { ...transition, what: 'requested' }),
      line('01T00:00:00.000Z', { ...transition, what: 'chased' }, 'watch'),
    ];
    expect(readTransitions('api', lines).entries.map(({ what }) => what)).toStrictEqual(['chased', 'due', 'requested']);
  });

  it.each([
    ['written twice by a step that was repeated', [[first], ['01T10:20:00.000Z']], [2]],
    [
      'written again by a run that had not read the value',
      [
        [first, pair],
        ['01T10:20:00.000Z', { fingerprint: pair.fingerprint }],
      ],
      [2],
    ],
    ['written daily by a replay', [[first], ['02T09:00:00.000Z'], ['03T08:00:00.000Z']], [3]],
    ['that has happened again days later', [[first], ['05T10:00:00.000Z']], [1, 1]],
    ['with another reason', [[first], ['01T10:01:00.000Z', { why: 'leak' }]], [1, 1]],
    ['of another version', [[first], ['01T10:01:00.000Z', { versionId: 'two' }]], [1, 1]],
    [
      'with another transition of the version in between',
      [[first], ['01T10:01:00.000Z', { what: 'withdrawn' }], ['01T10:02:00.000Z']],
      [1, 1, 1],
    ],
    [
      'with a transition of another version in between',
      [[first], ['01T10:01:00.000Z', { versionId: 'two' }], ['01T10:02:00.000Z']],
      [2, 1],
    ],
  ] as const)('count a line %s', (_, lines, times) => {
    const { entries } = readTransitions(
      'api',
      lines.map(([at, more]) => line(at, { ...transition, ...more })),
    );
    expect(entries.map((entry) => entry.times)).toStrictEqual([...times]);
    expect(entries[0]?.at).toBe(`2026-01-${first}`);
  });
});
