import type { Messages, RolledBack } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, command, minuteOf, namePair, restartApplications, seeNotice, subject } from './wording.ts';

/** To ops: an earlier pair is live again, and the pair that was replaced is not revoked by that. */
export function rolledBack(notice: RolledBack): Messages {
  const { credential, environment, from, to } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: rolled back`),
      severity: 'action',
      body: paragraphs(
        wrap(`${credential} (${environment}) was rolled back: an earlier pair is live again. The pair logged in
          before it was made live.`),
        table([
          accountRow(notice, to.clientId),
          ['live', namePair(to)],
          ['replaced', from === undefined ? 'a value that is not a pair' : namePair(from)],
          ['rolled back', minuteOf(notice.at)],
        ]),
        ...(from === undefined ? afterNoPair : afterPair(notice)),
        seeNotice(notice.kind),
      ),
    },
  };
}

const afterNoPair: readonly string[] = [
  wrap('Support is asked not to revoke the pair that is live again.'),
  'What to do',
  steps([restartApplications, 'Find out who stored the value that was replaced (CloudTrail: PutSecretValue).']),
];

const afterPair = (notice: RolledBack): readonly string[] => [
  wrap(`Support is asked not to revoke the pair that is live again. The pair that was replaced stays valid,
    unless the vendor has revoked it. Support is asked to revoke it when a different pair goes live.`),
  'What to do',
  steps([
    restartApplications,
    'Find out what was wrong with the pair that was replaced.',
    `Ask the account manager for a new pair and stage it (command below). You may stage the pair that was
     replaced again, if nothing was wrong with it. If somebody else may know it, do not wait: support is asked to revoke
     it when the new pair is live.`,
  ]),
  block(command(notice, 'stage')),
];
