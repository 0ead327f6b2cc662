import { type Explanation, fillers, of } from '../explanation.ts';

export const rotation: readonly Explanation[] = [
  ...of('rotation/create-secret.ts', {
    createSecret: [
      ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT if the request names nothing else'],
      ['current?.text', 'current.text', 'a secret that rotates has a live version with a value'],
      ['current?.versionId', 'current.versionId', 'a secret that rotates has a live version with a value'],
      ['judgement.refused.notice !== undefined', 'true', 'this verdict has a notice'],
    ],
    reconcileLive: [
      ['current?.versionId', 'current.versionId', 'a secret that rotates has a live version with a value'],
      ['[]', fillers, 'a secret that rotates has a live version; a version that is not found has no state label'],
    ],
    stage: [
      ['[]', fillers, 'a secret that rotates has a live version; a version that is not found has no state label'],
    ],
    alreadyStagedOrForeign: [['label?.versionId', 'label.versionId', 'a staged version has a label']],
  }),
  ...of('rotation/finish-secret.ts', {
    finishSecret: [
      ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT if the request names nothing else'],
      ['live === undefined', 'false', 'a secret that rotates has a live version with a value', 1],
      ['live === undefined', 'false', 'a secret that rotates has a live version with a value', 2],
      ['[pending]', '[]', 'a secret that rotates has a live version with a value'],
    ],
    promote: [['live !== undefined', 'true', 'a secret that rotates has a live version with a value']],
    completeSecret: [['false', 'true', 'nothing is due, so nothing waits for a proof']],
    reportDead: [['false', 'true', 'nothing is due, so nothing waits for a proof']],
    markDue: [
      ['false', 'true', 'nothing is due, so nothing waits for a proof'],
      ['{ liveIsProven: false, known: [live] }', '{}', 'undefined means not proven, too; the value is only read again'],
      [
        "label?.state === 'due'",
        'true',
        'after reconciliation the version is due or live, and a live version has no reason',
      ],
      ['label?.state', 'label.state', 'after reconciliation the version has a label'],
      ['label?.liveSince', 'label.liveSince', 'after reconciliation the version has a label'],
    ],
    reconcileAndEmpty: [["stagedDocument.content.kind === 'staged'", 'true', 'only a staged document holds a pair']],
  }),
  ...of('rotation/judge.ts', {
    judge: [
      [
        "live.kind === 'pair'",
        'true',
        'a value that is not a pair has an undefined pair, which equals no other and is quoted nowhere',
      ],
    ],
    judgeOutstanding: [
      ["{ kind: 'malformed', flaw }", '{}', 'only a staged document has a note to report'],
      ["'malformed'", '""', 'only a staged document has a note to report'],
    ],
    quotesAPair: [['version?.text', 'version.text', 'a version with a label has a value']],
    expectedClientId: [
      ["{ kind: 'none' }", '{}', 'it is only compared with "unknown"'],
      ["'none'", '""', 'it is only compared with "unknown"'],
      ["'known'", '""', 'it is only compared with "unknown"', 1],
      ["'known'", '""', 'it is only compared with "unknown"', 2],
    ],
    refusalByLogin: [
      ["stagedDocument.content.kind === 'staged'", 'true', 'only a staged document has a pair or a note'],
      ['pair === undefined', 'false', 'a pair that has just logged in is defined'],
    ],
    against: [["stagedDocument.content.kind === 'staged'", 'true', 'only a staged document has a pair or a note']],
  }),
  ...of('rotation/no-pair-staged.ts', {
    noPairStaged: [
      ['versionId === undefined', 'false', 'no version has the id undefined'],
      ["live.kind === 'pair'", 'true', 'a value that is not a pair has no client account', 1],
    ],
  }),
  ...of('rotation/rotation-event.ts', {
    parseRotationEvent: [["'.'", '""', 'no field is within another']],
  }),
  ...of('rotation/rotation.ts', {
    refuse: [
      ["content.kind === 'staged'", 'true', 'only a staged document has a pair'],
      ["'createSecret'", '""', 'every step other than testSecret is createSecret'],
    ],
  }),
  ...of('rotation/test-secret.ts', {
    testConfiguration: [
      ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT if the request names nothing else'],
      ['live?.text', 'live.text', 'a secret that rotates has a live version with a value'],
    ],
    testSecret: [
      [
        "stateOf(view, token)?.state === 'staged'",
        'false',
        'the labels that came with the value say the same, and are newer',
      ],
      ["'staged'", '""', 'the labels that came with the value say the same, and are newer'],
    ],
  }),
];
