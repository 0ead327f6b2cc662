import { type Explanation, fillers, of } from '../explanation.ts';

export const watch: readonly Explanation[] = [
  ...of('watch/judge-pulse.ts', {
    ofDay: [
      ['items.length <= most', 'items.length < most', 'a list of exactly this length is returned whole, starting at 0'],
      ['items.length <= most', 'false', 'a shorter list is returned whole, starting at 0'],
    ],
  }),
  ...of('watch/ladder.ts', {
    chaseDay: [
      ['days >= 14', 'days > 14', 'the 14th day is on the ladder and also a whole number of weeks'],
      ['days - 14', 'days + 14', '14 days are two weeks, so the remainder is the same'],
    ],
  }),
  ...of('watch/memory.ts', {
    replace: [['versionId === current', 'true', 'a label names the version that it is on']],
    found: [
      ['b === current', 'false', 'one of the two comparisons decides the order'],
      ['a === current', 'true', 'the order of two versions that are not live does not matter'],
    ],
  }),
  ...of('watch/remind.ts', {
    remind: [
      ["'reminder'", '""', 'the label is formatted from its fields, not from its kind'],
      ["value.kind === 'pair'", 'true', 'a value that is not a pair has no client account'],
    ],
    whatIsDue: [["'broken'", '""', 'a value without a case is not due either']],
  }),
  ...of('watch/run-watch.ts', {
    runWatch: [['versionId === undefined', 'false', 'a secret that is watched has a live version']],
    settleByHand: [
      [
        '{ liveProven: false, known: [version], }',
        '{}',
        'undefined means not proven, too; the value is only read again',
      ],
    ],
    lookAtLive: [
      ['false', 'true', 'without a pair no login is reported', 1],
      ['false', 'true', 'without a pair no login is reported', 2],
      ['[]', fillers, 'only logins have a reason for being inconclusive'],
    ],
  }),
  ...of('watch/take-pulse.ts', {
    casesOfToday: [
      [
        '(await credential.read({ versionId: label.versionId }))?.text',
        '(await credential.read({ versionId: label.versionId })).text',
        'a version with a label has a value',
      ],
    ],
    whenReplaced: [['since !== undefined', 'true', 'comparisons with undefined are false']],
  }),
  ...of('watch/tell-stuck.ts', {
    tellStuck: [["'pulse'", '""', 'the label is formatted from its fields, not from its kind']],
  }),
  ...of('watch/tell-trouble.ts', {
    tellTrouble: [
      ['before !== undefined', 'true', 'the earlier problem is in the memory'],
      ['found.live !== undefined', 'true', 'a value that has logged in is a pair'],
      ['before?.since', 'before.since', 'the earlier problem is in the memory'],
    ],
    tellUnlearnt: [
      ['notice === undefined', 'false', 'this problem has a notice'],
      ["'pulse'", '""', 'the label is formatted from its fields, not from its kind'],
      ['remembered.pulse(view)?.stuck', 'remembered.pulse(view).stuck', 'the earlier problem is in the memory'],
    ],
    noticeOf: [
      ['live && works', 'true', 'this problem is only found with both pairs'],
      ['live && works', 'live || works', 'this problem is only found with both pairs'],
    ],
  }),
];
