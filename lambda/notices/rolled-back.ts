import type { Messages, RolledBack } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { accountRow, command, minuteOf, namePair, restartApplications, seeNotice, subject } from './wording.ts';

/** To ops: an earlier pair is live again, and the one that was left is not revoked by that. */
export function rolledBack(notice: RolledBack): Messages {
  const { credential, environment, from, to } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: rolled back`),
      severity: 'action',
      body: paragraphs(
        wrap(`${credential} (${environment}) was rolled back: an earlier pair is live again. It logged in before it was
          made live.`),
        table([
          accountRow(notice, to.clientId),
          ['live', namePair(to)],
          ['left', from === undefined ? 'a value that is no pair' : namePair(from)],
          ['rolled back', minuteOf(notice.at)],
        ]),
        ...(from === undefined ? afterNoPair : afterPair(notice)),
        seeNotice(notice.kind),
      ),
    },
  };
}

const afterNoPair: readonly string[] = [
  wrap('Support is told not to revoke the pair that is live again.'),
  'What to do',
  steps([restartApplications, 'Find out who put the value that was left (CloudTrail: PutSecretValue).']),
];

const afterPair = (notice: RolledBack): readonly string[] => [
  wrap(`Support is told not to revoke the pair that is live again. Nobody is asked to revoke the pair that was
    left: if the vendor has not revoked it, it stays valid until a different pair goes live. Then support is
    asked.`),
  'What to do',
  steps([
    restartApplications,
    'Find out what was wrong with the pair that was left.',
    `Ask the account manager for a new pair and stage it (command below). The pair that was left may be staged
     again, if nothing was wrong with it. If somebody else may know it, do not wait: a new pair has it revoked.`,
  ]),
  block(command(notice, 'stage')),
];
