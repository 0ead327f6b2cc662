import { type Explanation, filler, of } from '../explanation.ts';

export const functions: readonly Explanation[] = [
  ...of('functions/config.ts', {
    readConfig: [
      ["''", filler, 'a missing variable was refused before; the filler passes no check', 1],
      ["''", filler, 'a missing variable was refused before; the filler passes no check', 2],
      ["'{}'", '""', 'no account is configured in either case'],
    ],
    checkTopicArn: [["''", filler, 'a missing variable was refused before; the filler passes no check']],
    isCidr: [
      ["''", filler, 'a missing variable was refused before; the filler passes no check', 1],
      ["''", filler, 'a missing variable was refused before; the filler passes no check', 2],
      ['/^\\d\\d?$/', '/\\d\\d?$/', 'comparisons with NaN are false'],
      ['/^\\d\\d?$/', '/^\\d\\d?/', 'comparisons with NaN are false, and a number of three digits is above 32'],
    ],
    show: [['/^.*@/s', '/.*@/s', 'the longest match starts at the beginning']],
  }),
  ...of('functions/watch.ts', {
    reportLogin: [
      ["outcome.kind === 'accepted'", 'false', 'an undefined code is reported as no code'],
      ["'accepted'", '""', 'an undefined code is reported as no code'],
    ],
    readOnly: [
      ['async () => false', '() => undefined', 'the watch never moves AWSCURRENT'],
      ['false', 'true', 'the watch never moves AWSCURRENT'],
    ],
  }),
];
