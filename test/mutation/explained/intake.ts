import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const intake: readonly Explanation[] = [
  ...of('intake/intake.ts', {
    createIntake: [
      ["{ stage: 'AWSCURRENT' }", '{}', 'GetSecretValue reads AWSCURRENT if the request names nothing else'],
    ],
    holds: [["content.kind === 'staged'", 'true', 'no pair equals an undefined one']],
    toStagedDocument: [
      ['[]', fillers, 'the filler is not a verdict', 1],
      ['[]', fillers, 'the filler is not a verdict', 2],
    ],
  }),
  ...of('intake/verdict-label.ts', {
    parseVerdictLabel: [
      ["''", filler, 'a split text has a first part; the reported verdicts are filtered by the known ones', 1],
      ["''", filler, 'a split text has a first part; the reported verdicts are filtered by the known ones', 2],
    ],
  }),
];
