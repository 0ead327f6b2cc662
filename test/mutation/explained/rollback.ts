import { type Explanation, of } from '../explanation.ts';

export const rollback: readonly Explanation[] = [
  ...of('rollback/go-back.ts', {
    goBack: [['stateOf(left, to)?.state', 'stateOf(left, to).state', 'a version that was live before has a label']],
    readLive: [
      ['versionId === undefined', 'false', 'a secret that is rolled back has a live version and an earlier one'],
    ],
    lastLeft: [
      ['versionId === undefined', 'false', 'a secret that is rolled back has a live version and an earlier one'],
    ],
    pairsLiveBefore: [
      ['version?.text', 'version.text', 'a version with a label has a value'],
      ['version === undefined', 'false', 'a version with a label has a value'],
      ["liveValue.kind === 'pair'", 'true', 'a value that is not a pair has an undefined pair, which equals no other'],
    ],
    finish: [['{ liveProven: false, known }', '{}', 'undefined means not proven, too; the values are only read again']],
  }),
];
