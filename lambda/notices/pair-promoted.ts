import type { Messages, PairPromoted } from './notice.ts';
import { block, paragraphs, table, wrap } from './text.ts';
import { command, minuteOf, namePair, noteLine, subject } from './wording.ts';

/** To ops: the new pair is in use, and what was asked of support. */
export function pairPromoted(notice: PairPromoted): Messages {
  const { credential, environment, pair } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: new pair is live`),
      severity: 'info',
      body: paragraphs(
        wrap(`A new pair is live for ${credential} (${environment}). Applications get it at their next read.`),
        table([
          ['pair', namePair(pair)],
          ['client id', pair.clientId ?? 'unknown'],
          ['promoted', minuteOf(notice.promotedAt)],
          ['reason', notice.reason],
        ]),
        ...revocation(notice),
        notice.clientUncompared
          ? wrap(`The live pair before it named no client account and could not be asked: that both pairs belong to
              one account could not be compared. Please check the client id.`)
          : undefined,
        noteLine(notice.note) && wrap(noteLine(notice.note) ?? ''),
        ...(notice.anotherPairStaged ? anotherPair(notice) : []),
        wrap('Please delete the mail that brought the pair.'),
      ),
    },
  };
}

function revocation({ requested, waiting }: PairPromoted): readonly string[] {
  if (requested.length === 0 && waiting.length === 0) {
    return ['There was no pair before it: nothing is to be revoked.'];
  }
  return [
    ...(requested.length === 0 ? [] : [`Support was asked to revoke:\n${names(requested)}`]),
    ...(waiting.length === 0
      ? []
      : [`Support will be asked, once the live pair is seen to log in:\n${names(waiting)}`]),
  ];
}

const names = (pairs: PairPromoted['requested']): string => pairs.map((pair) => `  ${namePair(pair)}`).join('\n');

const anotherPair = (notice: PairPromoted): readonly string[] => [
  wrap('Another pair was staged meanwhile. It is still in the intake; rotate to use it:'),
  block(command(notice, 'rotate')),
];
