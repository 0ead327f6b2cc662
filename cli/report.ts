import { asSentences, wordsOf } from '../lambda/intake/verdict-words.ts';
import { command, namePair } from '../lambda/notices/wording.ts';
import type { Origin } from '../lambda/secrets/origin.ts';
import type { PairDescription } from '../lambda/secrets/pair.ts';
import { exitCodes, type Result } from './command.ts';
import type { Followed, Outcome } from './progress.ts';
import type { ToldLine } from './rotation-log.ts';

/** What a rotation is told about: which one, and the pair that we put for it, if we did. */
export interface Reported {
  readonly origin: Origin;
  readonly followed: Followed;
  readonly pair: PairDescription | undefined;
  /** What the function wrote of it, where somebody wanted to see it. */
  readonly log?: readonly ToldLine[];
}

/** What came of a rotation, in words: what happened, then what to do. */
export function reportOutcome(outcome: Outcome, reported: Reported): readonly string[] {
  const { origin, followed, pair } = reported;
  const { token } = followed;
  const logs = `aws logs tail /aws/lambda/octopus-cards-${origin.environment}-rotate --since 1h`;
  switch (outcome.kind) {
    case 'promoted':
      return [
        `Promoted: ${pair === undefined ? 'the staged pair' : namePair(pair)} is live, as version ${token}.`,
        'The mail PairPromoted tells ops which old pair support was asked to revoke, if there was one.',
      ];
    case 'refused':
      return reportVerdict(outcome, origin);
    case 'overwritten':
      return [
        'Somebody else staged another pair after yours, and yours was not seen being taken.',
        `The mail to ops (PairPromoted or PairRefused) names the fingerprint of the pair that the rotation took.${pair === undefined ? '' : ` Yours is ${pair.fingerprint}.`}`,
        'Agree with them which pair is to be live, then stage that one:',
        `  ${command(origin, 'stage')}`,
      ];
    case 'abandoned':
      return [
        'The rotation was given up: AWSPENDING is gone from its version, and nothing was promoted.',
        'Somebody ran "octopus unstick", put a value by hand, or began another rotation. What is staged now, and what to do:',
        `  ${command(origin, 'status')}`,
      ];
    case 'unfinished':
      return [
        'Nothing came of the rotation within 3 minutes. It may still go on: AWS tries a failed step again by itself.',
        'The log line of its last step tells why; its "verdict" is a heading in docs/operating.md:',
        `  ${logs}`,
      ];
    case 'interrupted':
      return ['You stopped following.', ...describeGoingOn(origin)];
  }
}

/** Nobody has to follow a rotation that has started. */
export const describeGoingOn = (origin: Origin): readonly string[] => [
  'The rotation goes on by itself; a mail tells ops what came of it (PairPromoted or PairRefused).',
  'To see where it stands:',
  `  ${command(origin, 'status')}`,
];

function reportVerdict({ verdict, during }: Outcome & { kind: 'refused' }, origin: Origin): readonly string[] {
  const words = wordsOf(verdict);
  const { why, whatToDo } = asSentences(words);
  const isStuck = during === 'testSecret' && verdict !== 'Unavailable';
  return [
    `${verdict === 'Unavailable' ? 'Not decided' : 'Not promoted'} (${verdict}). ${why}`,
    'The live pair stays as it is.',
    ...(isStuck
      ? [
          'The pair was accepted before and is refused now; this rotation cannot get over it, so clear it first:',
          `  ${command(origin, 'unstick')}`,
        ]
      : []),
    ...whatToDo,
    `  ${command(origin, words.next)}`,
    `See docs/operating.md, heading ${verdict}.`,
  ];
}

/** What `--json` prints of it, and the exit code. */
export function resultOf(outcome: Outcome, { origin, followed, pair, log }: Reported): Result {
  const { kind, ...more } = outcome;
  return {
    exitCode: kind === 'promoted' ? exitCodes.done : exitCodes.failed,
    data: { ...origin, outcome: kind, ...more, token: followed.token, ...pair, ...(log && { log }) },
  };
}
