import { type Explanation, filler, of } from '../explanation.ts';

export const runtime: readonly Explanation[] = [
  ...of('runtime/config.ts', {
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
];
