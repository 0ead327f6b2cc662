import { asSentences, wordsOf } from '../../lambda/intake/verdict-words.ts';
import { command, namePair } from '../../lambda/notices/wording.ts';
import type { Origin } from '../../lambda/secrets/origin.ts';
import type { PairDescription } from '../../lambda/secrets/pair.ts';
import { exitCodes, type Result } from '../command-line/result.ts';
import type { ReportedLine } from './rotation-log.ts';
import type { Followed, Outcome } from './rotation-progress.ts';

/** The rotation that a report is about, and the pair that this command staged for it, if it did. */
export interface Reported {
  readonly origin: Origin;
  readonly followed: Followed;
  readonly pair: PairDescription | undefined;
  /** The lines that the function logged, with `--log`. */
  readonly log?: readonly ReportedLine[];
}

/** The outcome of a rotation in words: what happened, then what to do. */
export function reportOutcome(outcome: Outcome, reported: Reported): readonly string[] {
  const { origin, followed, pair } = reported;
  const { token } = followed;
  const logs = `aws logs tail /aws/lambda/octopus-cards-${origin.environment}-rotate --since 1h`;
  switch (outcome.kind) {
    case 'promoted':
      return [
        `Promoted: ${pair === undefined ? 'the staged pair' : namePair(pair)} is live, as version ${token}.`,
        'The mail PairPromoted says when support is asked to revoke the old pair, if there is one.',
      ];
    case 'refused':
      return reportVerdict(outcome, origin);
    case 'overwritten':
      return [
        'Somebody else staged another pair after yours, and yours was not seen in the rotation.',
        `The mail to ops (PairPromoted or PairRefused) names the fingerprint of the pair that the rotation took.${pair === undefined ? '' : ` Yours is ${pair.fingerprint}.`}`,
        'Agree with them which pair should be live, then stage that pair:',
        `  ${command(origin, 'stage')}`,
      ];
    case 'abandoned':
      return [
        'The rotation was abandoned: AWSPENDING was removed from its version, and nothing was promoted.',
        'Somebody ran "octopus unstick", wrote a value manually, or started another rotation. To see what is staged now:',
        `  ${command(origin, 'status')}`,
      ];
    case 'unfinished':
      return [
        'The rotation has not ended within 3 minutes. It may still end: AWS retries a failed step by itself.',
        'The log line of its last step says why; its "verdict" is a heading in docs/operating.md:',
        `  ${logs}`,
      ];
    case 'interrupted':
      return ['You stopped following the rotation.', ...describeContinuing(origin)];
  }
}

/** A rotation that has started needs nobody to follow it. */
export const describeContinuing = (origin: Origin): readonly string[] => [
  'The rotation continues by itself; a mail notifies ops of the outcome (PairPromoted or PairRefused).',
  'To see its status:',
  `  ${command(origin, 'status')}`,
];

function reportVerdict({ verdict, during }: Outcome & { kind: 'refused' }, origin: Origin): readonly string[] {
  const words = wordsOf(verdict);
  const { why, whatToDo } = asSentences(words);
  const isStuck = during === 'testSecret' && verdict !== 'Unavailable';
  return [
    `${verdict === 'Unavailable' ? 'Not decided' : 'Not promoted'} (${verdict}). ${why}`,
    'The live pair does not change.',
    ...(isStuck
      ? [
          'The pair was accepted before and is refused now. This rotation cannot succeed, so clear it first:',
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
