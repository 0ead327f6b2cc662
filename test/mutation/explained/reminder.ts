import { type Explanation, filler, fillers, of } from '../explanation.ts';

export const reminder: readonly Explanation[] = [
  ...of('reminder/due-rung.ts', {
    onLadder: [['reached.length === 0', 'false', 'the minimum of no rungs is not before any last rung']],
    positionOf: [
      ["''", filler, 'neither text is a rung'],
      ['[]', fillers, 'its second element is undefined, too'],
      ['side === undefined', 'false', 'comparisons with NaN days are false, as those with -Infinity are'],
    ],
  }),
  ...of('reminder/first-pair-due.ts', {
    firstPairDue: [["''", filler, 'neither text is a day']],
  }),
];
