import { twelveMonthsAfter } from '../reminder/twelve-months.ts';
import type { RotationDue } from './notice.ts';
import { wrap } from './text.ts';
import { list } from './wording.ts';

/** The mail with which ops asks the account manager for a pair. Contains no secret. */
export function requestToAccountManager(notice: RotationDue): string {
  const { environment, clientId, egress } = notice;
  const account =
    clientId === undefined ? `our ${environment} account` : `our ${environment} account, client id ${clientId}`;
  return [
    `Subject: New API key pair, ${environment}`,
    'Hello,',
    `please issue a new API key and API secret for ${account}. We need it ${wanted(notice)}.
     Our egress addresses: ${egress.length === 0 ? 'not fixed' : list(egress)}.`,
    `Please send the pair over a secure channel. ${
      isFirst(notice)
        ? ''
        : 'Please keep the present pair active: we ask support to revoke it when the new one is in use.'
    }`,
  ]
    .map((paragraph) => wrap(paragraph, '', 68))
    .join('\n\n');
}

/** Nothing is known of an earlier pair. */
export const isFirst = ({ because, liveSince, clientId }: RotationDue): boolean =>
  because.kind === 'first-pair' || (liveSince === undefined && clientId === undefined);

function wanted({ because, liveSince }: RotationDue): string {
  const isLate = because.kind === 'overdue' || (because.kind === 'rung' && because.daysLeft === 0);
  return liveSince === undefined || isLate ? 'as soon as possible' : `by ${twelveMonthsAfter(liveSince)}`;
}
