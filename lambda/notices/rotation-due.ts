import type { DueCause } from '../reminder/due-cause.ts';
import { twelveMonthsAfter } from '../reminder/twelve-months.ts';
import type { Messages, RotationDue } from './notice.ts';
import { isFirst, requestToAccountManager } from './request-to-account-manager.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, countDays, dayOf, seeNotice, subject } from './wording.ts';

/** To ops: ask for a pair, or rotate to the one that is staged. Contains the request to the account manager. */
export function rotationDue(notice: RotationDue): Messages {
  return {
    ops: {
      subject: subject(notice, `${notice.credential} ${headline(notice)}`),
      severity: 'action',
      body: paragraphs(
        wrap(whatHappened(notice)),
        notice.liveSince &&
          wrap(`The live pair was promoted on ${dayOf(notice.liveSince)}; its twelve months end on
          ${twelveMonthsAfter(notice.liveSince)}.`),
        'What to do',
        ...(notice.pairIsStaged ? rotateIt(notice) : askForOne(notice)),
      ),
    },
  };
}

const rotateIt = (notice: RotationDue): readonly string[] => [
  steps([
    'A pair is staged in the intake. Rotate to it (first command below).',
    'If that pair was refused before, stage the right one instead (second command).',
  ]),
  block([command(notice, 'rotate'), command(notice, 'stage')].join('\n')),
  wrap(whenAgain(notice.because)),
  seeNotice(notice.kind),
];

const askForOne = (notice: RotationDue): readonly string[] => [
  steps([
    'Send the request below to your Octopus Cards account manager.',
    'When the new pair arrives, stage it; the command also rotates:',
  ]),
  block(command(notice, 'stage')),
  wrap(whenAgain(notice.because)),
  seeNotice(notice.kind),
  'The request, ready to send',
  block(requestToAccountManager(notice)),
];

/** After the credential's name, in the subject. */
function headline(notice: RotationDue): string {
  const { because, pairIsStaged } = notice;
  switch (because.kind) {
    case 'nothing-staged':
      return isFirst(notice) ? 'waits for its first pair' : 'is due, no pair is staged';
    case 'first-pair':
      return pairIsStaged ? 'waits: rotate to first pair' : 'waits for its first pair';
    case 'rung':
      return `${inDays('is due', because.daysLeft)}${pairIsStaged ? ', pair staged' : ''}`;
    case 'overdue':
      return `overdue ${countDays(because.days)}${pairIsStaged ? ', pair staged' : ''}`;
  }
}

function whatHappened(notice: RotationDue): string {
  const { because, credential, environment } = notice;
  switch (because.kind) {
    case 'nothing-staged':
      return `A rotation of the credential ${credential} (${environment}) started and found no pair in the intake.
        ${isFirst(notice) ? 'No pair is live yet.' : 'The live pair stays as it is and keeps working.'}`;
    case 'first-pair':
      return `The credential ${credential} (${environment}) has no pair yet. Applications cannot log in.`;
    case 'rung':
      return `${inDays(`The twelve months of the live pair of ${credential} (${environment}) end`, because.daysLeft)}.`;
    case 'overdue':
      return `The twelve months of the live pair of ${credential} (${environment}) ended ${countDays(because.days)} ago.
        The pair keeps working as long as the vendor allows it.`;
  }
}

const inDays = (what: string, daysLeft: number): string =>
  daysLeft === 0 ? `${what} today` : `${what} in ${countDays(daysLeft)}`;

function whenAgain(because: DueCause): string {
  switch (because.kind) {
    case 'nothing-staged':
      return 'AWS tries this rotation again until a pair is staged or the rotation is cleared. You get this mail once.';
    case 'first-pair':
      return 'You get this mail again every week until a pair is live.';
    case 'rung':
      return because.daysLeft === 0
        ? 'You get this mail again every week until a new pair is live.'
        : 'You get this mail again as the day comes closer, and every week after it has passed.';
    case 'overdue':
      return 'You get this mail again every week until a new pair is live.';
  }
}
