import type { Messages, RotationStuck } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { command, minuteOf, seeNotice, subject } from './wording.ts';

/** To ops: a rotation does not end, and no other one can start. */
export function rotationStuck(notice: RotationStuck): Messages {
  const { credential, environment, token, since, pairIsStaged } = notice;
  const next = pairIsStaged ? 'rotate' : 'stage';
  return {
    ops: {
      subject: subject(notice, `${credential}: rotation is stuck`),
      severity: 'action',
      body: paragraphs(
        wrap(`A rotation of ${credential} (${environment}) has been running for a day or more. No other rotation can
          start until it is cleared. The live pair is unchanged.`),
        table([
          ['rotation', token],
          ['first seen', minuteOf(since)],
        ]),
        wrap(explain(notice)),
        'What to do',
        steps([
          'Look at the last failed step in the log of the function "rotate": its verdict has a heading in docs/operating.md.',
          'Clear the rotation (first command below). Nothing is promoted and no value changes.',
          whatNext(notice),
        ]),
        block([command(notice, 'unstick'), command(notice, next)].join('\n')),
        'You get this mail again every week until the rotation is cleared.',
        seeNotice(notice.kind),
      ),
    },
  };
}

function explain({ hasValue, pairIsStaged }: RotationStuck): string {
  if (hasValue) return 'A pair was accepted, but could not be promoted.';
  return pairIsStaged
    ? 'A pair is staged in the intake, but the rotation could not take it.'
    : 'The intake is empty, so the rotation has no pair to take.';
}

function whatNext({ hasValue, pairIsStaged }: RotationStuck): string {
  if (pairIsStaged) {
    return 'Rotate with the pair that is staged (second command). If it was refused, stage the right one instead.';
  }
  return hasValue
    ? 'Stage the pair again (second command).'
    : 'When a new pair has arrived, stage it (second command). The mail RotationDue contains the request for one.';
}
