import { twelveMonthsAfter } from '../reminder/twelve-months.ts';
import type { Messages } from './compose.ts';
import type { RotationDue } from './notice.ts';
import { block, paragraphs, steps, wrap } from './text.ts';
import { command, dayOf, list, subject } from './wording.ts';

/** To ops: ask for a pair. Carries the request to the account manager, ready to send. */
export function rotationDue(notice: RotationDue): Messages {
  const isFirst = notice.liveSince === undefined && notice.clientId === undefined;
  const what = isFirst ? 'waits for its first pair' : 'is due for rotation, no pair is staged';
  return {
    ops: {
      subject: subject(notice, `${notice.credential} ${what}`),
      severity: 'action',
      body: paragraphs(
        wrap(`A rotation of the credential ${notice.credential} (${notice.environment}) started and found no pair in
          the intake. ${isFirst ? 'No pair is live yet.' : 'The live pair stays as it is and keeps working.'}`),
        notice.liveSince &&
          wrap(`The live pair was promoted on ${dayOf(notice.liveSince)}; its twelve months end on
          ${twelveMonthsAfter(notice.liveSince)}.`),
        'What to do',
        steps([
          'Send the request below to your Octopus Cards account manager.',
          'When the new pair arrives, stage it and rotate:',
        ]),
        block(command(notice, 'stage')),
        wrap('This rotation goes on being tried by AWS until a pair is staged or it is cleared; you are told once.'),
        'The request, ready to send',
        block(requestToAccountManager(notice)),
      ),
    },
  };
}

/** The mail to the account manager. Holds no secret. */
function requestToAccountManager({ environment, clientId, liveSince, egress }: RotationDue): string {
  const wanted = liveSince === undefined ? 'as soon as possible' : `by ${twelveMonthsAfter(liveSince)}`;
  const from = egress.length === 0 ? 'not fixed' : list(egress);
  const account =
    clientId === undefined ? `our ${environment} account` : `our ${environment} account, client id ${clientId}`;
  return [
    `Subject: New API key pair, ${environment}`,
    'Hello,',
    `please issue a new API key and API secret for ${account}. Wanted: ${wanted}. Our egress addresses: ${from}.`,
    'Please send the pair over a secure channel. Leave the present pair in force: we ask support to revoke it once the new one is in use.',
  ]
    .map((paragraph) => wrap(paragraph, '', 68))
    .join('\n\n');
}
