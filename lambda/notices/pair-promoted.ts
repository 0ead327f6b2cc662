import { isUrgent } from '../secrets/state-label.ts';
import type { Messages, PairPromoted } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { command, minuteOf, namePair, noteLine, restartApplications, subject } from './wording.ts';

/** To ops: the new pair is in use, and what was asked of support. */
export function pairPromoted(notice: PairPromoted): Messages {
  const { credential, environment, pair } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: new pair is live`),
      severity: isUrgent(notice.reason) ? 'action' : 'info',
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
          ? wrap(`The client accounts of both pairs could not be compared: the previous value named
              none, and no login showed one. Please check the client id.`)
          : undefined,
        noteLine(notice.note) && wrap(noteLine(notice.note) ?? ''),
        ...(notice.anotherPairStaged ? anotherPair(notice) : []),
        wrap('Please delete the mail in which the pair arrived.'),
      ),
    },
  };
}

function revocation(notice: PairPromoted): readonly string[] {
  const { requested, waiting, handover, reason } = notice;
  if (requested.length + waiting.length === 0 && handover === undefined) {
    return ['There was no earlier pair, so nothing has to be revoked.'];
  }
  return [
    ...(isUrgent(reason) ? restartNow : []),
    ...(requested.length === 0 ? [] : [`Support was asked to revoke:\n${names(requested)}`]),
    ...(waiting.length === 0
      ? []
      : [`Support will be asked to revoke, after the live pair has logged in:\n${names(waiting)}`]),
    ...(handover === undefined ? [] : restartBefore(notice, handover)),
  ];
}

const restartNow: readonly string[] = [
  'What to do now',
  steps([restartApplications]),
  wrap('Until then they use the old pair, which support may revoke at any moment.'),
];

const restartBefore = (
  notice: PairPromoted,
  { old, askedAt }: NonNullable<PairPromoted['handover']>,
): readonly string[] => [
  wrap(`Support will be asked to revoke the old pair on ${minuteOf(askedAt)} at the earliest. Applications that read the
    pair only when they start use the old pair until then. Restart them before that moment.`),
  `Old pair:\n${names(old)}`,
  'To see who has read the new pair:',
  block(command(notice, 'handover')),
];

const names = (pairs: PairPromoted['requested']): string => pairs.map((pair) => `  ${namePair(pair)}`).join('\n');

const anotherPair = (notice: PairPromoted): readonly string[] => [
  wrap('Another pair was staged in the meantime. It is still in the intake. To use it, rotate:'),
  block(command(notice, 'rotate')),
];
