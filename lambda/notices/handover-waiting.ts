import type { HandoverWaiting, Messages } from './notice.ts';
import { block, paragraphs, steps, table, wrap } from './text.ts';
import { command, minuteOf, namePair, seeNotice, subject } from './wording.ts';

/** To ops: the request to revoke the old pair waits, for whom, and how to end that. */
export function handoverWaiting(notice: HandoverWaiting): Messages {
  const { credential, pair, replacedAt, liveIn } = notice;
  return {
    ops: {
      subject: subject(notice, `${credential}: the old pair may be in use`),
      severity: 'action',
      body: paragraphs(
        wrap(whyItWaits(notice)),
        table([
          ['old pair', namePair(pair)],
          ['replaced', minuteOf(replacedAt)],
        ]),
        ...(liveIn === undefined ? forReaders(notice) : forCredential(notice, liveIn)),
        seeNotice(notice.kind),
      ),
    },
  };
}

function whyItWaits({ credential, environment, liveIn, readers }: HandoverWaiting): string {
  const where = `${credential} (${environment})`;
  if (liveIn !== undefined) {
    return `The old pair of ${where} is also the live pair of the credential ${liveIn}. Support is not asked to revoke
      it, because that would cut off the applications of ${liveIn}.`;
  }
  return readers.length > 0
    ? `Support is not yet asked to revoke the old pair of ${where}: not all readers of the secret have read the new
       pair.`
    : `It could not be looked up who has read the new pair of ${where}. Support is asked to revoke the old pair with
       the next run of the watch, within an hour or two.`;
}

const forCredential = (notice: HandoverWaiting, liveIn: string): readonly string[] => [
  'What to do',
  steps([
    'Ask the account manager for a new pair: each pair belongs to one credential.',
    `Stage it for the credential ${liveIn} and rotate that credential (commands below). Support is asked to revoke the
     old pair after that.`,
  ]),
  block(command({ ...notice, credential: liveIn }, 'stage')),
  block(command({ ...notice, credential: liveIn }, 'rotate')),
];

const forReaders = (notice: HandoverWaiting): readonly string[] => {
  const { readers, notLookedUp, askedAt } = notice;
  return [
    ...(readers.length === 0 ? [] : [`Not yet with the new pair\n${readers.map(readerLine).join('\n')}`]),
    ...notLookedUp.map((sentence) => wrap(sentence)),
    'What to do',
    steps([
      'Restart the applications that read the pair only when they start.',
      'If all applications have the new pair, have support asked now (first command below).',
      'If you need more time, put the request off to a date of yours (second command below).',
    ]),
    block(command(notice, 'handover --complete')),
    block(command(notice, 'handover --until DATE')),
    wrap(`To read the secret does not prove to use it: a person who once looked at it is listed as well, and an
      application that has read the new pair may still use the old one until it is restarted.`),
    readers.length > 0 && askedAt !== undefined
      ? wrap(`Without your decision support is asked on ${minuteOf(askedAt)}. You get this mail again every 3 days, and
          daily in the last 3 days.`)
      : undefined,
  ].filter((part) => part !== undefined);
};

const readerLine = ({ principal, lastReadAt }: HandoverWaiting['readers'][number]): string =>
  `  ${principal}\n    last read ${lastReadAt === undefined ? 'not known' : minuteOf(lastReadAt)}`;
