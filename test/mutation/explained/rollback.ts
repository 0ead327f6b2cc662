import { type Explanation, of } from '../explanation.ts';

export const rollback: readonly Explanation[] = [
  ...of('rollback/go-back.ts', {
    readLive: [
      ['versionId === undefined', 'false', 'a secret that is rolled back has a live version and an earlier one'],
    ],
    lastLeft: [
      ['versionId === undefined', 'false', 'a secret that is rolled back has a live version and an earlier one'],
    ],
    pairsLiveBefore: [
      ['version?.text', 'version.text', 'a version with a label has a value'],
      ['version !== undefined', 'true', 'a version that is not found holds no pair'],
    ],
    finish: [
      ['{ liveIsProven: false, known }', '{}', 'undefined means not proven, too; the values are only read again'],
    ],
  }),
];
