import { type Explanation, fillers, of } from '../explanation.ts';

export const watch: readonly Explanation[] = [
  ...of('watch/judge-logins.ts', {
    ofTurn: [
      ['items.length <= most', 'items.length < most', 'a list of exactly this length is returned whole, starting at 0'],
      ['items.length <= most', 'false', 'a shorter list is returned whole, starting at 0'],
    ],
  }),
  ...of('watch/ladder.ts', {
    chaseDay: [
      ['days >= lastChaseDay', 'days > lastChaseDay', 'the 14th day is on the ladder and also a whole number of weeks'],
      ['days - lastChaseDay', 'days + lastChaseDay', '14 days are two weeks, so the remainder is the same'],
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
    runParts: [['versionId === undefined', 'false', 'a secret that is watched has a live version']],
    reconcileFirst: [
      [
        '{ liveIsProven: false, known: [version], }',
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
  ...of('watch/check-logins.ts', {
    requestedNow: [
      [
        '(await credential.read({ versionId: one.label.versionId }))?.text',
        '(await credential.read({ versionId: one.label.versionId })).text',
        'a version with a label has a value',
      ],
    ],
  }),
  ...of('watch/report-stuck.ts', {
    reportStuck: [["'health'", '""', 'the label is formatted from its fields, not from its kind']],
  }),
  ...of('watch/report-trouble.ts', {
    reportTrouble: [
      ['before !== undefined', 'true', 'the earlier problem is in the memory'],
      ['found.live !== undefined', 'true', 'a value that has logged in is a pair'],
      ['before?.since', 'before.since', 'the earlier problem is in the memory'],
    ],
    reportInconclusive: [
      ['notice === undefined', 'false', 'this problem has a notice'],
      ["'health'", '""', 'the label is formatted from its fields, not from its kind'],
      ['remembered.health(view)?.stuck', 'remembered.health(view).stuck', 'the earlier problem is in the memory'],
    ],
    noticeOf: [
      ['live && works', 'true', 'this problem is only found with both pairs'],
      ['live && works', 'live || works', 'this problem is only found with both pairs'],
    ],
  }),
];
